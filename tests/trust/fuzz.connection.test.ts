import { IncomingMessage } from 'node:http'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Cloud, startCloud } from '../support/cloud'
import { sender } from '../support/fuzz/send'
import { jpeg } from '../support/pictures'

const BIG = Buffer.alloc(300_000, 'a')
const BOUNDARY = 'picturesinaform'
const picture = (data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`),
    data,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ])
const json = (more: Record<string, string> = {}) => ({ 'content-type': 'application/json', 'idempotency-key': 'connection-1', ...more })

describe('a request that is refused before it was read to its end', () => {
  let cloud: Cloud
  let tokens: Map<string, string>
  beforeAll(async () => {
    cloud = await startCloud('sqlite')
    const { account } = await cloud.woman()
    tokens = new Map([['her', newToken()]])
    await cloud.app.db.write((m) => cloud.app.accounts.startSession(m, account, tokens.get('her') as string))
  })
  afterAll(() => cloud.close())

  /** It and the next one on the same connection, each with its status or why there was none. */
  async function both(path: string, headers: Record<string, string>, body: Buffer, patienceMs = 10_000) {
    const { send, close } = sender(cloud.url, tokens, patienceMs, 1)
    const first = await send({ who: 'her', method: 'POST', path, headers, body })
    const next = await send({ who: 'nobody', method: 'GET', path: '/api/settings', headers: {}, body: undefined })
    close()
    return [first.failure ?? first.status, next.failure ?? next.status]
  }

  it('never makes the next one on its connection wait, which behind a proxy may be anybody’s', async () => {
    const form = { ...json(), 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
    const two = Buffer.concat([picture(await jpeg()).subarray(0, -BOUNDARY.length - 6), picture(BIG)])
    expect(await both('/api/applications', json(), BIG)).toEqual([413, 200])
    expect(await both('/api/applications', json({ 'content-encoding': 'gzip' }), BIG)).toEqual([422, 200])
    expect(await both('/api/applications', json({ 'content-encoding': 'br' }), BIG)).toEqual([413, 200])
    expect(await both('/api/uploads', form, two)).toEqual([422, 200])
    expect(await both('/api/uploads', form, picture(BIG).subarray(0, -100))).toEqual([422, 200])
  })

  it('would, were the rest of it not read', async () => {
    const unread = jest.spyOn(IncomingMessage.prototype, 'unpipe').mockImplementation(() => ({ resume: () => undefined }) as never)
    const answers = await both('/api/applications', json({ 'content-encoding': 'gzip' }), BIG, 2_000)
    unread.mockRestore()
    expect(answers).toEqual([422, 'no answer within 2000 ms'])
  })
})

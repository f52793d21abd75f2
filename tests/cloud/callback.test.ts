import { createLog } from '../../cloud/core/log'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { type Cloud, startCloud } from '../support/cloud'
import { pushOf } from '../support/wechat/push'

const wechat = {
  ...{
    base: 'http://127.0.0.1:9',
    appId: 'wxb11529c136998cb6',
    secret: 'secret',
    templates: { progress: { id: 'tpl', data: {} } },
    state: 'formal' as const,
  },
  callback: { token: 'callback-token', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' },
}
const PATH = '/wechat/callback?timestamp=1&nonce=2&signature=3&msg_signature=4'

describe('the address that WeChat calls, called by anybody', () => {
  const lines: string[] = []
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud('sqlite', { wechat }, { log: createLog('error', { write: (line: string) => lines.push(line) }) })
  })
  afterAll(() => cloud.close())
  const post = (body: NonNullable<RequestInit['body']>, more: object = {}) => cloud.anybody.raw(PATH, { method: 'POST', body, ...more })

  it('refuses what WeChat has not signed, what is no message and what is too large, each in Chinese', async () => {
    expect((await cloud.anybody.get(`${PATH}&echostr=x`)).status).toBe(403)
    expect((await post('{"Encrypt":"AAAA"}')).status).toBe(403)
    expect((await post('<xml/>')).status).toBe(422)
    const large = await post('x'.repeat(70_000))
    expect([large.status, large.body]).toEqual([413, { error: 'tooLarge', message: '微信的消息没有这么大' }])
    expect(lines).toEqual([])
  })

  it('stops listening to a message without an end', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull: (to) => {
        sent += 50_000
        to.enqueue(new Uint8Array(50_000))
      },
    })
    const ended = await post(endless, { duplex: 'half' }).then(
      ({ status }) => status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(ended)
    expect(sent).toBeLessThan(10_000_000)
    expect((await cloud.anybody.get('/api/settings')).status).toBe(200)
  })

  it('does once what WeChat says twice, and nothing of what somebody kept for later', async () => {
    const her = await cloud.woman({}, 'her-openid')
    const allow = () => her.post('/api/permissions', { answers: [{ template: 'progress', answer: 'accept' }] })
    const left = async () => (await cloud.app.db.read.findOneByOrFail(MessagePermission, { accountId: her.account })).remaining
    const { token, aesKey: encodingAesKey } = wechat.callback
    const turnedOff = {
      ...{ FromUserName: 'her-openid', Event: 'subscribe_msg_change_event', CreateTime: Date.parse(cloud.clock.now()) / 1000 },
      List: [{ TemplateId: 'tpl', SubscribeStatusString: 'reject' }],
    }
    const push = async () => {
      const { query, body } = pushOf({ token, encodingAesKey, appId: wechat.appId }, turnedOff)
      return (await cloud.anybody.raw(`/wechat/callback?${new URLSearchParams(query)}`, { method: 'POST', body })).status
    }
    await allow()
    expect([await push(), await left()]).toEqual([200, 0])
    await allow()
    expect([await push(), await left()]).toEqual([200, 1])
    cloud.clock.advance(6 * 60_000)
    expect([await push(), await left()]).toEqual([403, 1])
  })
})

import { storageOf } from '../../cloud/core/storage'
import { startCloud } from '../support/cloud'
import { jpeg } from '../support/pictures'
import { type S3StandIn, startS3 } from '../support/s3-stand-in'

const ID = '01HZZZZZZZZZZZZZZZZZZZZZZZ'

describe('an S3-compatible storage', () => {
  let s3: S3StandIn
  beforeEach(async () => {
    s3 = await startS3()
  })
  afterEach(() => s3.close())
  const at = (changed: Partial<S3StandIn> = {}) => {
    const { url, keyId, secret } = { ...s3, ...changed }
    return { sort: 's3', url, keyId, secret } as const
  }

  it('puts, gets and removes with signed requests', async () => {
    const storage = storageOf(at({ url: `${s3.url}/` }), 'pictures')
    expect(await storage.get(ID)).toBeUndefined()
    await storage.put(ID, Buffer.from([0, 1, 255]))
    expect(await storage.get(ID)).toEqual(Buffer.from([0, 1, 255]))
    await storage.remove(ID)
    await storage.remove(ID)
    expect(s3.objects.size).toBe(0)
    expect(s3.asked.map((line) => line.split(' ')[2])).toEqual(['404', '200', '200', '204', '404'])
  })

  it('is refused with a wrong secret, a wrong key id or a signature for something else', async () => {
    for (const changed of [{ secret: 'another' }, { keyId: 'AKIDOTHER' }])
      await expect(storageOf(at(changed), 'pictures').put(ID, Buffer.from('x'))).rejects.toThrow('the object storage answered 403')
    expect((await fetch(`${s3.url}/${ID}.jpg`)).status).toBe(403)
    expect(s3.objects.size).toBe(0)
  })

  it('is asked again when it is busy for a moment, and given up when it stays so', async () => {
    s3.failNext(2)
    await storageOf(at(), 'pictures').put(ID, Buffer.from('x'))
    expect(s3.asked.map((line) => line.split(' ')[2])).toEqual(['503', '503', '200'])
    s3.failNext(9)
    await expect(storageOf(at(), 'pictures').get(ID)).rejects.toThrow('the object storage answered 503')
  })

  it('is asked in the region that the settings name', async () => {
    const far = await startS3('ap-guangzhou')
    const { url, keyId, secret } = far
    const put = (more: object) => storageOf({ sort: 's3', url, keyId, secret, ...more }, 'pictures').put(ID, Buffer.from('x'))
    await expect(put({})).rejects.toThrow('the object storage answered 403')
    await put({ region: 'ap-guangzhou' })
    expect(far.objects.size).toBe(1)
    await far.close()
  })

  it('never takes a name that is no id', async () => {
    for (const name of ['../keys', 'a', `${ID}/x`, ''])
      await expect((async () => storageOf(at(), 'pictures').put(name, Buffer.from('x')))()).rejects.toThrow('named by its id or number')
    expect(s3.asked).toEqual([])
  })

  it('holds the pictures of a server that has no disk of its own', async () => {
    const cloud = await startCloud('sqlite', { storage: at() })
    const her = await cloud.woman()
    const { status, body } = await her.upload(await jpeg())
    expect([status, [...s3.objects.keys()]]).toEqual([201, [`${body.id}.jpg`]])
    expect((await cloud.anybody.get(body.url)).status).toBe(200)
    cloud.clock.advance(2 * 86_400_000)
    await cloud.app.work.sweep()
    expect(s3.objects.size).toBe(0)
    await cloud.close()
  })

  it('that refuses the server is told as a defect, and the picture is not said to be stored', async () => {
    const cloud = await startCloud('sqlite', { storage: at({ secret: 'another' }), logLevel: 'silent' })
    const { status, body } = await (await cloud.woman()).upload(await jpeg())
    expect([status, body.error, s3.objects.size]).toEqual([500, 'defect', 0])
    await cloud.close()
  })
})

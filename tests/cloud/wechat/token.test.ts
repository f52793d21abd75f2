import { addMs } from '@shared/core/time'
import { wechatClient } from '../../../cloud/wechat/client'
import { begin, client, clock, failing, freshWechat, MINUTE, message, pass, SHE, TEMPLATE, wechat } from '../../support/wechat/desk'

freshWechat()

describe('the token', () => {
  const manySends = (sending: { sendSubscribe: ReturnType<typeof wechatClient>['sendSubscribe'] }) =>
    Promise.all(Array.from({ length: 100 }, () => sending.sendSubscribe(message())))

  it('is asked for once when a hundred sends find it expired', async () => {
    wechat.allow(SHE, TEMPLATE.id, 201)
    const sending = client()
    await sending.sendSubscribe(message())
    pass(7_200_001)
    expect(await manySends(sending)).toEqual(Array(100).fill({ sent: true }))
    expect(wechat.callsTo('token')).toHaveLength(2)
    expect(wechat.sent).toHaveLength(101)
    const alone = { sendSubscribe: (one: Parameters<typeof sending.sendSubscribe>[0]) => client().sendSubscribe(one) }
    await manySends(alone)
    expect(wechat.callsTo('token')).toHaveLength(102)
  })

  it('is renewed five minutes before its end and used until then', async () => {
    wechat.allow(SHE, TEMPLATE.id, 3)
    const sending = client()
    await sending.sendSubscribe(message())
    pass(7_200_000 - 5 * MINUTE - 1)
    await sending.sendSubscribe(message())
    expect(wechat.callsTo('token')).toHaveLength(1)
    pass(1)
    await sending.sendSubscribe(message())
    expect(wechat.callsTo('token')).toHaveLength(2)
    expect(new Set(wechat.callsTo('send').map((call) => call.token)).size).toBe(2)
    expect(sending.tokenState()).toEqual({ held: true, expiresAt: addMs(clock, 7_200_000), requests: 2, forced: 0, lastRefusal: null })
  })

  it('serves to its end when it cannot be renewed early, and WeChat is not pestered', async () => {
    wechat.allow(SHE, TEMPLATE.id, 4)
    const sending = client()
    await sending.sendSubscribe(message())
    pass(7_200_000 - 4 * MINUTE)
    wechat.failNext('token', -1, 2)
    expect(await sending.sendSubscribe(message())).toEqual({ sent: true })
    expect(await sending.sendSubscribe(message())).toEqual({ sent: true })
    expect(wechat.callsTo('token')).toHaveLength(2)
    expect(sending.tokenState().lastRefusal).toBe(-1)
    pass(4 * MINUTE)
    expect(await sending.sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: -1 })
  })

  it('costs one question when another process has replaced it, and the message arrives once', async () => {
    wechat.allow(SHE, TEMPLATE.id, 2)
    const sending = client()
    await sending.sendSubscribe(message())
    wechat.staleToken()
    expect(await sending.sendSubscribe(message())).toEqual({ sent: true })
    expect(wechat.callsTo('token')).toHaveLength(2)
    expect(wechat.callsTo('send').map((call) => call.outcome)).toEqual([0, 40001, 0])
    expect(wechat.forcedCount()).toBe(0)
    expect(wechat.sent).toHaveLength(2)
  })

  it('costs a hundred sends one question too when it has gone stale under them', async () => {
    wechat.allow(SHE, TEMPLATE.id, 101)
    const sending = client()
    await sending.sendSubscribe(message())
    wechat.staleToken()
    expect(await manySends(sending)).toEqual(Array(100).fill({ sent: true }))
    expect(wechat.callsTo('token')).toHaveLength(2)
    expect(wechat.sent).toHaveLength(101)
  })

  it.each([40001, 40014, 42001])('is forced once when WeChat still hands out the one that it refuses (%i)', async (code) => {
    wechat.allow(SHE, TEMPLATE.id)
    wechat.failNext('send', code)
    const sending = client()
    expect(await sending.sendSubscribe(message())).toEqual({ sent: true })
    expect(wechat.callsTo('token').map((call) => call.body.force_refresh)).toEqual([false, false, true])
    expect(wechat.sent).toHaveLength(1)
  })

  it('is not fetched in a loop when every token is refused', async () => {
    wechat.breakTokens()
    const sending = client()
    expect(await sending.sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: 40001 })
    expect(wechat.callsTo('send')).toHaveLength(2)
    expect(wechat.callsTo('token')).toHaveLength(3)
    expect(await sending.sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: 40001 })
    expect(wechat.callsTo('send')).toHaveLength(3)
    expect(sending.tokenState().forced).toBe(1)
  })

  it('is forced at most once in 30 seconds and 20 times a day', async () => {
    wechat.breakTokens()
    const sending = client()
    await sending.sendSubscribe(message())
    pass(29_999)
    await sending.sendSubscribe(message())
    expect(sending.tokenState().forced).toBe(1)
    for (let i = 0; i < 25; i++) {
      pass(30_000)
      await sending.sendSubscribe(message())
    }
    expect(sending.tokenState().forced).toBe(20)
    expect(wechat.forcedCount()).toBe(20)
    pass(24 * 60 * MINUTE)
    await sending.sendSubscribe(message())
    expect(sending.tokenState().forced).toBe(21)
  })

  it('is neither asked for nor sent inside Cloud Run', async () => {
    await begin({ insideCloudRun: true })
    wechat.allow(SHE, TEMPLATE.id, 2)
    expect(await client({ insideCloudRun: true }).sendSubscribe(message())).toEqual({ sent: true })
    expect(wechat.callsTo('token')).toHaveLength(0)
    expect(await client().sendSubscribe(message())).toMatchObject({ code: 40001 })
  })

  it('leaves Cloud Run by plain HTTP without secrets, and the rest of the world only sees HTTPS', async () => {
    const asked: string[] = []
    const fetch = async (address: unknown) => {
      asked.push(String(address))
      return new Response('{"errcode":-1}')
    }
    const options = { appId: 'wxapp', secret: 'the-secret', now: () => clock, timeoutMs: 100, fetch: fetch as typeof globalThis.fetch }
    await wechatClient({ ...options, insideCloudRun: true }).sendSubscribe(message())
    await failing(wechatClient({ ...options, insideCloudRun: true }).exchangeCode('code'))
    await wechatClient(options).sendSubscribe(message())
    expect(asked).toEqual([
      'http://api.weixin.qq.com/cgi-bin/message/subscribe/send',
      'https://api.weixin.qq.com/sns/jscode2session?appid=wxapp&secret=the-secret&js_code=code&grant_type=authorization_code',
      'https://api.weixin.qq.com/cgi-bin/stable_token',
    ])
  })
})

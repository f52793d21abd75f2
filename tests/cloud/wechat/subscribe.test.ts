import { templateMessage } from '../../../cloud/wechat/templates'
import { client, clock, failing, freshWechat, message, PAGE, SHE, TEMPLATE, VALUES, wechat } from '../../support/wechat/desk'

freshWechat()

describe('subscribe messages', () => {
  it('arrive once for each consent, with the values cut and the time in China', async () => {
    wechat.allow(SHE, TEMPLATE.id)
    const sending = client()
    expect(await sending.sendSubscribe(message({ page: `${PAGE}?id=7` }))).toEqual({ sent: true })
    expect(wechat.sent).toEqual([
      {
        openid: SHE,
        template: TEMPLATE.id,
        page: `${PAGE}?id=7`,
        data: { thing1: '爱心妈妈报名', phrase2: '已通过', time3: '2025年11月25日 09:00' },
        state: 'formal',
        at: clock,
      },
    ])
    expect(await sending.sendSubscribe(message())).toMatchObject({ sent: false, failure: 'refused', code: 43101 })
    expect(wechat.sent).toHaveLength(1)
  })

  it.each([
    ['permanent', 40003, { openid: 'oNobody' }],
    ['permanent', 40037, { template: 'tmpl-none' }],
    ['permanent', 41030, { page: 'pages/none/index' }],
    ['permanent', 47003, { data: { thing1: { value: '字'.repeat(21) }, phrase2: { value: '已通过' }, time3: { value: '09:00' } } }],
    ['permanent', 47003, { data: { thing1: { value: '标题' }, phrase2: { value: '已通过' } } }],
    ['permanent', 47003, { data: { thing1: { value: '标题' }, phrase2: { value: 'done' }, time3: { value: '09:00' } } }],
    ['permanent', 47003, { data: { ...templateMessage(TEMPLATE, VALUES), thing9: { value: 'a typing mistake' } } }],
  ])('fail for good (%s, %i) when the message itself is wrong', async (failure, code, wrong) => {
    wechat.allow(SHE, TEMPLATE.id)
    expect(await client().sendSubscribe(message(wrong))).toMatchObject({ sent: false, failure, code })
    expect(wechat.allowed(SHE, TEMPLATE.id)).toBe(1)
  })

  it('name the keyword that WeChat did not like', async () => {
    wechat.allow(SHE, TEMPLATE.id)
    const outcome = await client().sendSubscribe(message({ data: { ...templateMessage(TEMPLATE, VALUES), thing1: { value: '' } } }))
    expect(outcome).toMatchObject({ code: 47003, message: '内容不合模板的要求(thing1)' })
  })

  it.each([
    ['temporary', -1, -1],
    ['temporary', 45011, 45011],
    ['temporary', { status: 503 }, 'status'],
    ['temporary', 'drop' as const, 'network'],
    ['temporary', 'garbage' as const, 'unreadable'],
    ['quota', 45009, 45009],
    ['temporary', 99999, 99999],
  ])('fail for now (%s) when WeChat answers %j, and pass the next time', async (failure, fault, code) => {
    wechat.allow(SHE, TEMPLATE.id)
    wechat.failNext('send', fault)
    const sending = client()
    expect(await sending.sendSubscribe(message())).toMatchObject({ sent: false, failure, code })
    expect(await sending.sendSubscribe(message())).toEqual({ sent: true })
    expect(wechat.sent).toHaveLength(1)
  })

  it('fail for now when WeChat never answers, or is not there', async () => {
    wechat.allow(SHE, TEMPLATE.id)
    wechat.silence('send')
    expect(await client({ timeoutMs: 100 }).sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: 'timeout' })
    await wechat.close()
    expect(await client().sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: 'network' })
  })

  it('fail for now, not for good, while the secret is wrong', async () => {
    expect(await client({ secret: 'x' }).sendSubscribe(message())).toMatchObject({ failure: 'temporary', code: 40125 })
  })

  it('say nothing of the person, the token or the secret when they fail', async () => {
    const sending = client()
    const told: string[] = []
    for (const fault of [-1, 40003, 40125, 43101, 45009, 47003, 'drop' as const, 'garbage' as const]) {
      wechat.failNext('send', fault)
      told.push(JSON.stringify(await sending.sendSubscribe(message())))
      wechat.failNext('login', fault)
      const error = await failing(sending.exchangeCode(wechat.newCode(SHE)))
      told.push(`${error.stack} ${JSON.stringify(error)} ${error.cause}`)
    }
    told.push(JSON.stringify(sending.tokenState()))
    const token = wechat.callsTo('send').at(-1)?.token as string
    expect(token.length).toBeGreaterThanOrEqual(512)
    for (const secret of [SHE, token, wechat.secret]) expect(told.join()).not.toContain(secret)
  })
})

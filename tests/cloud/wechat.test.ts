import fc from 'fast-check'
import { echoOf, openCallback } from '../../cloud/wechat/callback'
import { decrypt } from '../../cloud/wechat/callback-crypto'
import { type WechatOptions, wechatClient } from '../../cloud/wechat/client'
import { templateMessage } from '../../cloud/wechat/templates'
import { AppError } from '../../shared/core/errors'
import { addMs } from '../../shared/core/time'
import { pushOf, seal } from '../support/wechat/push'
import { type StandInOptions, startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const TEMPLATE = { id: 'tmpl-progress', data: { thing1: 'title', phrase2: 'state', time3: 'at' } }
const VALUES = { title: '爱心妈妈报名', state: '已通过', at: '2025-11-25T01:00:00.000Z' }
const SHE = 'oStandIn_she'
const PAGE = 'pages/application/index'
const MINUTE = 60_000

let wechat: WechatStandIn
let clock: string

const pass = (ms: number) => {
  clock = addMs(clock, ms)
}

async function begin(options: StandInOptions = {}) {
  await wechat?.close()
  wechat = await startWechat({ now: () => clock, pages: [PAGE], templates: { [TEMPLATE.id]: TEMPLATE.data }, ...options })
}

function client(options: Partial<WechatOptions> = {}) {
  return wechatClient({ base: wechat.url, appId: wechat.appId, secret: wechat.secret, now: () => clock, timeoutMs: 10_000, ...options })
}

const message = (more: Partial<Parameters<ReturnType<typeof wechatClient>['sendSubscribe']>[0]> = {}) => ({
  openid: SHE,
  template: TEMPLATE.id,
  page: PAGE,
  data: templateMessage(TEMPLATE, VALUES),
  state: 'formal' as const,
  ...more,
})

const failing = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('it should have failed')),
    (error: Error) => error,
  )

const codeOf = async (work: Promise<unknown>) => ((await failing(work)) as AppError).code

beforeEach(async () => {
  clock = '2025-11-20T02:00:00.000Z'
  await begin()
})
afterAll(() => wechat.close())

describe('sign-in', () => {
  it('tells who she is and keeps the session key to itself', async () => {
    expect(await client().exchangeCode(wechat.newCode(SHE, 'uStandIn'))).toEqual({ openid: SHE, unionid: 'uStandIn' })
    expect(await client().exchangeCode(wechat.newCode(SHE))).toEqual({ openid: SHE })
  })

  it('refuses a code that was used, and one that is older than five minutes', async () => {
    const [used, old] = [wechat.newCode(SHE), wechat.newCode(SHE)]
    await client().exchangeCode(used)
    expect(await codeOf(client().exchangeCode(used))).toBe('codeUsed')
    pass(5 * MINUTE + 1)
    expect(await codeOf(client().exchangeCode(old))).toBe('codeBad')
  })

  it('refuses an account that WeChat has blocked', async () => {
    wechat.block(SHE)
    expect(await codeOf(client().exchangeCode(wechat.newCode(SHE)))).toBe('notAllowed')
  })

  it('says so when she taps too fast, in her language', async () => {
    wechat.failNext('login', 45011)
    const error = await failing(client().exchangeCode(wechat.newCode(SHE)))
    expect(error).toMatchObject({ code: 'tooMany', message: '点得太快了,请过一分钟再试' })
  })

  it.each([[-1], [{ status: 502 }], ['drop' as const], ['garbage' as const]])(
    'calls WeChat unreachable when it fails with %j',
    async (fault) => {
      wechat.failNext('login', fault)
      expect(await codeOf(client().exchangeCode(wechat.newCode(SHE)))).toBe('unreachable')
    },
  )

  it('gives up on a WeChat that never answers', async () => {
    wechat.silence('login')
    expect(await codeOf(client({ timeoutMs: 50 }).exchangeCode('any'))).toBe('unreachable')
  })

  it('treats a wrong secret as a defect and does not repeat it', async () => {
    const error = await failing(client({ secret: 'not-the-secret' }).exchangeCode(wechat.newCode(SHE)))
    expect(error).not.toBeInstanceOf(AppError)
    expect(error.message).toContain('40125')
    expect(error.message).not.toContain('not-the-secret')
  })
})

describe('phone number', () => {
  it('comes without the country code, once for each tap', async () => {
    const code = wechat.newPhoneCode('13900001234')
    const asking = client()
    expect(await asking.phoneNumber(code)).toBe('13900001234')
    expect(await failing(asking.phoneNumber(code))).toMatchObject({ code: 'codeBad', message: expect.stringContaining('填写号码') })
  })

  it('is refused when it is not of the mainland', async () => {
    expect(await codeOf(client().phoneNumber(wechat.newPhoneCode('61234567', '852')))).toBe('invalidInput')
  })

  it('is a defect when the secret is wrong, and unreachable when no token can be had', async () => {
    expect(await failing(client({ secret: 'x' }).phoneNumber(wechat.newPhoneCode('13900001234')))).not.toBeInstanceOf(AppError)
    wechat.failNext('token', -1)
    expect(await codeOf(client().phoneNumber(wechat.newPhoneCode('13900001234')))).toBe('unreachable')
  })
})

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

describe('texts that others can read', () => {
  const text = (content: string) => ({ openid: SHE, text: content, scene: 'comment' as const })

  beforeEach(() => {
    wechat.visit(SHE)
    wechat.setWords({ risky: ['违禁词'], review: ['可疑词'] })
  })

  it('pass, wait for a person or are refused as WeChat suggests', async () => {
    const asking = client()
    expect(await asking.checkText(text('今天的活动很好'))).toBe('pass')
    expect(await asking.checkText(text('一个可疑词'))).toBe('review')
    expect(await asking.checkText(text('一个违禁词'))).toBe('risky')
    expect(await asking.checkText(text(' '))).toBe('pass')
    expect(wechat.callsTo('check').map((call) => [call.body.version, call.body.scene])).toEqual(Array(3).fill([2, 2]))
  })

  it('are read to the end when they are long, also across the seam', async () => {
    const long = `${'𠮷'.repeat(2_498)}违禁词${'好'.repeat(4_000)}`
    const asking = client()
    expect(await asking.checkText(text(long))).toBe('risky')
    expect(await asking.checkText(text('好'.repeat(2_500)))).toBe('pass')
    expect(wechat.callsTo('check').map((call) => call.outcome)).toEqual([0, 0, 0])
  })

  it('are left to a person when the writer has been away for two hours', async () => {
    pass(121 * MINUTE)
    expect(await client().checkText(text('今天的活动很好'))).toBe('review')
  })

  it('wait when WeChat cannot be reached', async () => {
    wechat.failNext('check', { status: 500 })
    expect(await codeOf(client().checkText(text('今天的活动很好')))).toBe('unreachable')
  })
})

describe('QR codes', () => {
  it('are pictures', async () => {
    const picture = await client().qrCode({ scene: '01KAH5D3T8Q9V7Z2M4N6P8R0SX', page: PAGE })
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(wechat.callsTo('qr')[0]?.body).toEqual({
      scene: '01KAH5D3T8Q9V7Z2M4N6P8R0SX',
      page: PAGE,
      check_path: true,
      env_version: 'release',
    })
  })

  it.each([
    ['x'.repeat(33), PAGE],
    ['a%20b', PAGE],
    ['', PAGE],
    ['村', PAGE],
    ['ok', `/${PAGE}`],
    ['ok', `${PAGE}?id=1`],
  ])('are not even asked for with the scene %j on %j', async (scene, page) => {
    expect(await failing(client().qrCode({ scene, page }))).toBeInstanceOf(RangeError)
    expect(wechat.calls).toHaveLength(0)
  })

  it('need a published page, and a WeChat in good mood', async () => {
    expect((await failing(client().qrCode({ scene: 'a', page: 'pages/new/index' }))).message).toContain('41030')
    wechat.failNext('qr', 45009)
    expect(await codeOf(client().qrCode({ scene: 'a', page: PAGE }))).toBe('unreachable')
  })
})

describe('template values', () => {
  const one = (keyword: string, value: string) =>
    templateMessage({ id: 't', data: { [keyword]: 'field' } }, { field: value })[keyword]?.value

  it.each([
    ['thing1', '字'.repeat(20), '字'.repeat(20)],
    ['thing1', '字'.repeat(21), `${'字'.repeat(19)}…`],
    ['thing1', '𠮷'.repeat(21), `${'𠮷'.repeat(19)}…`],
    ['thing1', `${'字'.repeat(18)}👩‍👧还有`, `${'字'.repeat(18)}…`],
    ['thing1', '第一行\n第二行\u0000', '第一行 第二行'],
    ['thing1', ' \u200b', '未填写'],
    ['number1', '还剩3个名额', '3'],
    ['number1', '1,234.50', '1234.50'],
    ['number1', '9'.repeat(33), '0'],
    ['amount1', '¥200,000.00', '¥200000.00'],
    ['amount1', '20万元', '200000元'],
    ['amount1', '3.5万元', '35000元'],
    ['amount1', '12345678.99元', '12345678.99元'],
    ['phrase1', '已通过', '已通过'],
    ['phrase1', '等待村级核实', '等待村级核'],
    ['name1', '阿依古丽·买买提', '阿依古丽·买买提'],
    ['name1', '欧阳𠮷'.repeat(4), `${'欧阳𠮷'.repeat(3)}欧`],
    ['name1', 'Alexandra Featherstonehaugh', 'Alexandra Feathersto'],
    ['character_string1', 'DK7Q-4H2M-9', 'DK7Q-4H2M-9'],
    ['character_string1', '编号', '-'],
    ['phone_number1', '0766-66888866', '0766-66888866'],
    ['car_number1', '粤A8Z888挂', '粤A8Z888挂'],
    ['letter1', '甲ABC乙', 'ABC'],
    ['symbol1', '《好》', '《》'],
    ['time1', '2025-11-25T01:05:00.000Z', '2025年11月25日 09:05'],
    ['date1', '2025-12-31T16:00:00.000Z', '2026年1月1日 00:00'],
    ['date1', '2019-10-01', '2019年10月1日'],
    ['date1', '2019-10-01~2019-10-03', '2019年10月1日~2019年10月3日'],
    ['time1', '2019年10月1日 15:01', '2019年10月1日 15:01'],
    ['time1', '下周', '00:00'],
  ])('%s: %j becomes %j', (keyword, value, expected) => {
    expect(one(keyword, value)).toBe(expected)
  })

  it('a field that the notice lacks is a placeholder, also under an odd name', () => {
    const data = { thing1: 'missing', thing2: 'constructor', thing3: '__proto__' }
    expect(Object.values(templateMessage({ id: 't', data }, {})).map(({ value }) => value)).toEqual(['未填写', '未填写', '未填写'])
  })

  it('an unknown keyword type is a fault of the configuration', () => {
    expect(() => one('thingy1', 'x')).toThrow(/thingy1/)
    expect(() => one('constructor1', 'x')).toThrow(/constructor1/)
  })

  const types = [
    'thing',
    'number',
    'letter',
    'symbol',
    'character_string',
    'time',
    'date',
    'amount',
    'phone_number',
    'car_number',
    'name',
    'phrase',
  ]
  const every = { id: 'tmpl-every', data: Object.fromEntries(types.map((type, i) => [`${type}${i + 1}`, type])) }
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc.string({ unit: fc.constantFrom(...'𠮷字一1９.,¥元万 \n-~年月日:…👩‍👧́a·〇ﷺ'), maxLength: 60 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )

  it('are never refused, whatever was typed', async () => {
    wechat.setTemplates({ [every.id]: every.data })
    wechat.allow(SHE, every.id, 1_000)
    const sending = client()
    const values = fc.record(Object.fromEntries(types.map((type) => [type, anyText])))
    const taken = async (typed: Record<string, string>) =>
      expect(await sending.sendSubscribe(message({ template: every.id, data: templateMessage(every, typed) }))).toEqual({ sent: true })
    await fc.assert(fc.asyncProperty(values, taken), { numRuns: 400 })
  })

  it('are refused by the same WeChat when nobody cuts them', async () => {
    wechat.setTemplates(Object.fromEntries(types.map((type) => [type, { [`${type}1`]: type }])))
    for (const type of types) wechat.allow(SHE, type, 1_000)
    const sending = client()
    const long = fc.string({ unit: 'binary', minLength: 61, maxLength: 90 })
    const refused = async (type: string, value: string) =>
      expect(await sending.sendSubscribe(message({ template: type, data: { [`${type}1`]: { value } } }))).toMatchObject({ code: 47003 })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...types), fc.oneof(long, fc.constantFrom('', ' ', '\n')), refused), { numRuns: 300 })
    expect(wechat.sent).toHaveLength(0)
  })
})

describe('the callback', () => {
  const settings = { token: 'callback-token', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', appId: 'wxb11529c136998cb6' }
  const event = (name: string, list: unknown) => ({
    ToUserName: 'gh_stand_in',
    FromUserName: SHE,
    CreateTime: 1763604000,
    MsgType: 'event',
    Event: name,
    List: list,
  })
  const popup = event('subscribe_msg_popup_event', { TemplateId: 'a', SubscribeStatusString: 'accept', PopupScene: '0' })

  it('opens what WeChat publishes as an example of its encryption', () => {
    const sealed = 'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg=='
    expect(decrypt(settings.encodingAesKey, sealed)).toEqual({ text: '我是中文abcd123', appId: settings.appId })
    expect(seal(settings.encodingAesKey, settings.appId, '我是中文abcd123', Buffer.from('aaaabbbbccccdddd'))).toBe(sealed)
  })

  it('reads one item and several alike', () => {
    expect(openCallback(settings, pushOf(settings, popup))).toMatchObject({
      openid: SHE,
      event: 'subscribe_msg_popup_event',
      at: '2025-11-20T02:00:00.000Z',
      items: [{ template: 'a', status: 'accept' }],
    })
    const change = event('subscribe_msg_change_event', [
      { TemplateId: 'a', SubscribeStatusString: 'reject' },
      { TemplateId: 'b', SubscribeStatusString: 'reject' },
    ])
    const items = [
      { template: 'a', status: 'reject' },
      { template: 'b', status: 'reject' },
    ]
    expect(openCallback(settings, pushOf(settings, change)).items).toEqual(items)
    const { List, ...outer } = change
    const nested = { ...outer, SubscribeMsgChangeEvent: { List } }
    expect(openCallback(settings, pushOf(settings, nested)).items).toEqual(items)
  })

  it('reads how a sent message fared, and keeps other events as they are', () => {
    const sent = event('subscribe_msg_sent_event', { TemplateId: 'a', MsgID: '1', ErrorCode: '0', ErrorStatus: 'success' })
    expect(openCallback(settings, pushOf(settings, sent)).items).toEqual([{ template: 'a', status: 'success' }])
    const other = openCallback(settings, pushOf(settings, { ...popup, Event: 'wxa_media_check', trace_id: 't' }))
    expect(other).toMatchObject({ event: 'wxa_media_check', items: [], message: { trace_id: 't' } })
  })

  it('refuses a wrong signature, another app, a foreign key and a changed text', () => {
    const opened = (push: ReturnType<typeof pushOf>) => () => openCallback(settings, push)
    const good = pushOf(settings, popup)
    const changed = JSON.parse(good.body) as { Encrypt: string }
    expect(opened(good)).not.toThrow()
    expect(opened({ ...good, query: { ...good.query, msg_signature: 'f'.repeat(40) } })).toThrow(AppError)
    expect(opened({ ...good, query: {} })).toThrow(AppError)
    expect(opened({ ...good, body: JSON.stringify({ Encrypt: `A${changed.Encrypt.slice(1)}` }) })).toThrow(AppError)
    expect(opened(pushOf({ ...settings, token: 'another' }, popup))).toThrow(AppError)
    expect(opened(pushOf({ ...settings, appId: 'wxanother' }, popup))).toThrow(AppError)
    expect(opened(pushOf({ ...settings, encodingAesKey: `${'z'.repeat(42)}A` }, popup))).toThrow(AppError)
    expect(opened({ ...good, body: 'no json' })).toThrow(AppError)
  })

  it('takes messages in clear only where no key is set', () => {
    const { encodingAesKey, ...open } = settings
    expect(openCallback(open, pushOf(open, popup)).items).toEqual([{ template: 'a', status: 'accept' }])
    expect(() => openCallback({ ...open, encodingAesKey }, pushOf(open, popup))).toThrow(AppError)
    expect(() => openCallback({ ...open, token: '' }, pushOf({ ...open, token: '' }, popup))).toThrow(/token/)
  })

  it('proves its address to WeChat', () => {
    const { query } = pushOf({ token: settings.token, appId: settings.appId }, {})
    expect(echoOf(settings, { ...query, echostr: '4375120948345356249' })).toBe('4375120948345356249')
    expect(() => echoOf(settings, { ...query, nonce: 'other', echostr: 'x' })).toThrow(AppError)
  })
})

import { client, codeOf, freshWechat, MINUTE, pass, SHE, wechat } from '../../support/wechat/desk'

freshWechat()

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

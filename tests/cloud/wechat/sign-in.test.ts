import { AppError } from '@shared/core/errors'
import { client, codeOf, failing, freshWechat, MINUTE, pass, SHE, wechat } from '../../support/wechat/desk'

freshWechat()

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

import { AppError } from '@shared/core/errors'
import { refusal, unreadable } from './answer'
import type { Call } from './call'
import type { Ask } from './http'

/** Who signs in. The session key stays behind: nothing here needs it. */
export interface Identity {
  openid: string
  /** only where the mini-program is bound to an open-platform account */
  unionid?: string
}

/**
 * Exchanges the code of wx.login (5 minutes, once) for the person's identity (GET /sns/jscode2session).
 * @throws AppError codeUsed, codeBad, notAllowed, tooMany or unreachable; an ordinary Error when the app id or its secret is wrong
 */
export async function exchangeCode(ask: Ask, app: { appId: string; secret: string }, code: string): Promise<Identity> {
  const query = { appid: app.appId, secret: app.secret, js_code: code, grant_type: 'authorization_code' }
  const answer = await ask({ path: '/sns/jscode2session', query })
  if (answer.code !== 0) throw refusal('sign-in', answer)
  const { openid, unionid } = answer.body
  if (typeof openid !== 'string' || openid === '') throw refusal('sign-in', unreadable)
  return typeof unionid === 'string' && unionid !== '' ? { openid, unionid } : { openid }
}

/**
 * The mainland mobile number, 11 digits without +86, for the code of the button getPhoneNumber (5 minutes, once).
 * @throws AppError codeBad, codeUsed, tooMany, unreachable, or invalidInput for a number of another country
 */
export async function phoneNumber(call: Call, code: string): Promise<string> {
  const answer = await call('/wxa/business/getuserphonenumber', { code })
  const again = '手机号授权已经失效,请再点一次,或者直接填写号码'
  if (answer.code !== 0) throw refusal('phone number', answer, { 40029: again, 40163: again })
  const phone = answer.body.phone_info as { purePhoneNumber?: unknown; countryCode?: unknown } | null | undefined
  if (typeof phone?.purePhoneNumber !== 'string') throw refusal('phone number', unreadable)
  if (String(phone.countryCode) === '86' && /^1\d{10}$/.test(phone.purePhoneNumber)) return phone.purePhoneNumber
  throw new AppError('invalidInput', '这不是中国大陆的手机号,请直接填写号码')
}

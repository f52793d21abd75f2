/**
 * What WeChat takes in a subscribe message, by the keyword's type (订阅消息参数值内容限制). Written apart from the code under test,
 * as patterns over the whole value, and stricter than the page where it is vague.
 */
const DIGITS = '\\d+(\\.\\d+)?'
const DATE = '\\d{1,4}年(0?[1-9]|1[0-2])月(0?[1-9]|[12]\\d|3[01])日'
const CLOCK = '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?'

const patterns: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  number: new RegExp(`^(?=(\\D*\\d){1,32}\\D*$)${DIGITS}$`),
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[ -~]{1,32}$/,
  time: new RegExp(`^(${DATE} )?${CLOCK}(~(${DATE} )?${CLOCK})?$`),
  date: new RegExp(`^${DATE}( ${CLOCK})?(~${DATE}( ${CLOCK})?)?$`),
  amount: new RegExp(`^[¥$€£]?(?=(\\D*\\d){1,10}\\D*$)${DIGITS}元?$`),
  phone_number: /^[\d+-]{1,17}$/,
  car_number: /^[\p{Script=Han}A-Za-z0-9-][A-Za-z0-9]{0,6}[\p{Script=Han}A-Za-z0-9]?$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

function nameFits(value: string): boolean {
  const length = [...value].length
  return /^[\p{L}\p{M}\p{P}\p{S} ]+$/u.test(value) && length <= (/\p{Script=Han}/u.test(value) ? 10 : 20)
}

const invisible = /^[\s\p{Cc}\p{Cf}\p{M}]*$/u

/** Why WeChat refuses a value (47003), or undefined when it takes it. */
export function valueFault(keyword: string, value: unknown): 'empty' | 'invalid' | undefined {
  if (value === undefined || value === null || (typeof value === 'string' && invisible.test(value))) return 'empty'
  if (typeof value !== 'string' || /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value)) return 'invalid'
  const type = keyword.replace(/\d+$/, '')
  const fits = type === 'name' ? nameFits(value) : patterns[type]?.test(value)
  return fits ? undefined : 'invalid'
}

import { dayOf, isDay, timeOf } from '@shared/core/time'

const PLACES: Record<string, number> = { 百: 2, 千: 3, 万: 4, 亿: 8 }
const FIGURE = /([¥$€£])?\s*(\d+)(?:\.(\d+))?\s*([百千万亿]*)\s*(元)?/u

/** The first figure in a text, `1,200元` or `3.5万元`, spelt out in digits; empty when it needs more than `limit` of them. */
function figure(text: string, limit: number) {
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, '')
  const [, symbol = '', whole = '', decimals = '', units = '', yuan = ''] = FIGURE.exec(plain) ?? []
  const places = [...units].reduce((sum, unit) => sum + (PLACES[unit] ?? 0), 0)
  const digits = `${whole}${decimals.padEnd(places, '0').slice(0, places)}`.replace(/^0+(?=\d)/, '')
  if (digits === '' || digits.length > limit) return { symbol, yuan, digits: '' }
  const rest = decimals.slice(places).slice(0, limit - digits.length)
  return { symbol, yuan, digits: rest ? `${digits}.${rest}` : digits }
}

/** number: at most 32 digits */
export const number = (text: string): string => figure(text, 32).digits

/** amount: one currency sign and at most 10 digits, or digits and 元 */
export function amount(text: string): string {
  const { symbol, yuan, digits } = figure(text, 10)
  return digits && `${symbol}${digits}${symbol ? '' : yuan}`
}

/** name: at most 10 characters with Chinese among them, 20 without; WeChat takes no digits in names */
export function name(text: string): string {
  const kept = [...text].filter((character) => /[\p{L}\p{M}\p{P}\p{S} ]/u.test(character))
  const limit = /\p{Script=Han}/u.test(kept.join('')) ? 10 : 20
  const whole = kept.slice(0, limit).join('').trim()
  return /[\p{L}\p{P}\p{S}]/u.test(whole) ? whole : ''
}

/** car_number: at most 8, the first and the last may be Chinese */
export function carNumber(text: string): string {
  const kept = [...text.normalize('NFKC')].filter((character) => /[\p{Script=Han}A-Za-z0-9]/u.test(character)).slice(0, 8)
  return kept.filter((character, i) => i === 0 || i === kept.length - 1 || /[A-Za-z0-9]/.test(character)).join('')
}

const CLOCK = '([01]?\\d|2[0-3]):[0-5]\\d'
const DATE = '\\d{4}年(1[0-2]|[1-9])月([12]\\d|3[01]|[1-9])日'
const WRITTEN = { time: new RegExp(`^(${DATE} )?${CLOCK}$`), date: new RegExp(`^${DATE}( ${CLOCK})?$`) }

function sayDate(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

function moment(text: string, type: 'time' | 'date'): string {
  if (isDay(text)) return type === 'date' ? sayDate(text) : `${sayDate(text)} 00:00`
  const iso = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
  return iso ? `${sayDate(dayOf(text))} ${timeOf(text)}` : text
}

/** time and date: `2019年10月1日 15:01` in China, or a span of two of them; empty when a text is neither UTC ISO nor written so already */
export function time(text: string, type: 'time' | 'date'): string {
  const said = text.split('~').map((part) => moment(part.trim(), type))
  return said.length <= 2 && said.every((part) => WRITTEN[type].test(part)) ? said.join('~') : ''
}

/**
 * Times are UTC ISO text, days are `YYYY-MM-DD` in China (+08:00, no summer time) whatever the machine's zone.
 * Everything here works on the UTC getters of a shifted date, so that the machine's zone never enters.
 */
const CHINA_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

const inChina = (iso: string): Date => new Date(Date.parse(iso) + CHINA_MS)

/** The Chinese calendar day (`YYYY-MM-DD`) at a moment (UTC ISO text). */
export const dayOf = (iso: string): string => inChina(iso).toISOString().slice(0, 10)

/** The last moment of a Chinese day as UTC ISO text. */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T23:59:59.000Z`) - CHINA_MS).toISOString()

/** A Chinese wall-clock time (`YYYY-MM-DD`, `HH:mm`) as UTC ISO text. */
export const atChina = (day: string, time: string): string => new Date(Date.parse(`${day}T${time}:00.000Z`) - CHINA_MS).toISOString()

/** The wall-clock time (`HH:mm`) in China. */
export const timeOf = (iso: string): string => inChina(iso).toISOString().slice(11, 16)

/** The day `n` days after (or before, negative) a day. */
export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + n * DAY_MS).toISOString().slice(0, 10)

const two = (part: number): string => (part < 10 ? `0${part}` : String(part))
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const MONTH_ENDS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The same day of the month `n` months later; that month's last day where it has no such day. */
export function addMonths(day: string, n: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n
  const [year, month] = [Math.floor(months / 12), months % 12]
  const last = month === 1 && isLeap(year) ? 29 : (MONTH_ENDS[month] as number)
  return `${year}-${two(month + 1)}-${two(Math.min(Number(day.slice(8)), last))}`
}

/** A moment `ms` milliseconds later, as UTC ISO text. */
export const addMs = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString()

/** Whole days from one Chinese day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** `11月25日(周三)`; with the year when it is not the year of `now`. */
export function sayDay(day: string, now?: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
  const lead = now !== undefined && dayOf(now).slice(0, 4) !== String(year) ? `${year}年` : ''
  return `${lead}${month}月${date}日(周${weekday})`
}

/** `上午9点`, `下午2点半`, `晚上8点05分`. */
export function sayClock(iso: string): string {
  const [hour, minute] = timeOf(iso).split(':').map(Number) as [number, number]
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  const shown = hour > 12 ? hour - 12 : hour
  const rest = minute === 0 ? '' : minute === 30 ? '半' : `${String(minute).padStart(2, '0')}分`
  return `${part}${shown}点${rest}`
}

/** `11月25日(周三)上午9点`. */
export const sayTime = (iso: string, now?: string): string => `${sayDay(dayOf(iso), now)}${sayClock(iso)}`

/** `11月25日(周三)上午9点到下午4点`, the part of the day said once; with both days when it lasts longer. */
export function saySpan(from: string, to: string, now?: string): string {
  if (dayOf(from) !== dayOf(to)) return `${sayTime(from, now)}到${sayTime(to, now)}`
  const [part, end] = [sayClock(from).slice(0, 2), sayClock(to)]
  return `${sayTime(from, now)}到${end.startsWith(part) ? end.slice(2) : end}`
}

/** A real calendar day written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text

/** A moment as the product stores it: UTC ISO text with milliseconds. */
export const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

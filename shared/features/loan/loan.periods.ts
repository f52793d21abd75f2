import { addDays, addMonths } from '../../core/time'

export const DAY_COUNTS = ['30/360', 'actual/360', 'actual/365'] as const
/** How days of interest are counted, and how many of them make a year. */
export type DayCount = (typeof DAY_COUNTS)[number]

export const yearDaysOf = (dayCount: DayCount): number => (dayCount === 'actual/365' ? 365 : 360)

export interface Dates {
  /** the day on which the money is paid out, `YYYY-MM-DD` */
  released: string
  termMonths: number
  everyMonths: number
  /** when the first payment is due, where that is not `everyMonths` after the release; the others follow its day of the month */
  firstDue?: string | undefined
  dayCount: DayCount
}

export interface Period {
  due: string
  /** days of interest, as its day count reckons them */
  days: number
}

const DAY_MS = 86_400_000
const dateIn = (day: string): number => Number(day.slice(8))

/**
 * Where a day stands when every month has thirty. A day that was pulled back to its month's end counts as the `usual` one, so that
 * each whole month has thirty, February too; the 31st counts as the 30th.
 */
function thirtiethsTo(day: string, usual: number): number {
  const pulledBack = dateIn(day) < usual && dateIn(addDays(day, 1)) === 1
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return month * 30 + Math.min(pulledBack ? usual : dateIn(day), 30)
}

/**
 * Days of interest between two days, as a loan counts them; what lies between several days always adds up. The first day counts, the
 * last does not.
 */
export function daysOf({ released, firstDue, dayCount }: Pick<Dates, 'released' | 'firstDue' | 'dayCount'>) {
  const usual = dateIn(firstDue ?? released)
  const placeOf = (day: string) => (dayCount === '30/360' ? thirtiethsTo(day, usual) : Date.parse(day) / DAY_MS)
  return (from: string, until: string): number => placeOf(until) - placeOf(from)
}

/**
 * The due dates of a loan and the days of interest up to each. Every due is counted from the release (or from the first due that was
 * agreed), never from the one before: after the 28th of February comes the 31st of March again. The last falls on the end of the
 * term, so the first period and the last may be odd.
 */
export function periodsOf(dates: Dates): Period[] {
  const { released, termMonths, everyMonths, firstDue } = dates
  const start = firstDue ?? released
  const end = addMonths(released, termMonths)
  const dues: string[] = []
  for (let n = firstDue === undefined ? everyMonths : 0; ; n += everyMonths) {
    const due = addMonths(start, n)
    if (due >= end) break
    dues.push(due)
  }
  dues.push(end)
  const days = daysOf(dates)
  return dues.map((due, k) => ({ due, days: days(dues[k - 1] ?? released, due) }))
}

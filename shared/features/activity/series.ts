import { addDays, addMonths, addMs, dayOf, daysBetween, isDay } from '../../core/time'
import type { ActivityBody } from './activity.schema'

/** How an activity repeats, and when that ends: on a day (`YYYY-MM-DD`) at the latest, or after so many times in all. */
export interface Repeat {
  every: { unit: 'day'; n: number } | { unit: 'week' } | { unit: 'month' }
  stop: { until: string } | { times: number }
}

/** Held so often at most, the first time included. */
export const MOST_TIMES = 20
const LONGEST_DAYS = 366
const DAY_MS = 86_400_000

/** The days on which it is held, the first one included: at most 20, within a year. Days are `YYYY-MM-DD`. */
export function seriesDays(first: string, { every, stop }: Repeat): string[] {
  const nth = (n: number) => (every.unit === 'month' ? addMonths(first, n) : addDays(first, n * (every.unit === 'week' ? 7 : every.n)))
  const most = Math.min(MOST_TIMES, 'times' in stop ? stop.times : MOST_TIMES)
  const last = [addDays(first, LONGEST_DAYS), ...('until' in stop ? [stop.until] : [])].sort()[0] as string
  const days: string[] = []
  for (let n = 0; n < most; n++) {
    const day = nth(n)
    if (day > last && n > 0) break
    days.push(day)
  }
  return days
}

interface Days {
  startsAt: string
  alsoOn?: readonly string[] | undefined
}

/** What is wrong with the other days of a series; undefined when nothing is. */
export function seriesProblem({ startsAt, alsoOn: others = [] }: Days): string | undefined {
  const first = dayOf(startsAt)
  if (others.some((day) => !isDay(day))) return '有一天不对，请重新选择'
  if (new Set(others).size < others.length) return '有一天选了两次'
  return others.some((day) => day <= first || daysBetween(first, day) > LONGEST_DAYS) ? '后面几场要在第一场以后、一年以内' : undefined
}

/** The same on another day (`YYYY-MM-DD`): every moment of it moves along, at the same hours. */
export function heldOn(body: ActivityBody, day: string): ActivityBody {
  const { startsAt, endsAt, enrolBy, rules } = body
  const later = (at: string) => addMs(at, daysBetween(dayOf(startsAt), day) * DAY_MS)
  const { quotasOpenAt } = rules
  return {
    ...body,
    ...{ startsAt: later(startsAt), endsAt: later(endsAt), enrolBy: later(enrolBy) },
    rules: quotasOpenAt === undefined ? rules : { ...rules, quotasOpenAt: later(quotasOpenAt) },
  }
}

/** The nearest day from a week after today on that falls on the same weekday as `day`: when an activity is held once more. */
export function sameWeekday(day: string, today: string): string {
  const ahead = daysBetween(day, today) + 7
  return addDays(day, Math.max(1, Math.ceil(ahead / 7)) * 7)
}

import { addDays, addMs, dayOf, endOfDay } from './time'

/** How long a step may take. */
export interface Duration {
  unit: 'workday' | 'day' | 'hour' | 'minute'
  n: number
}

export const workdays = (n: number): Duration => ({ unit: 'workday', n })
export const days = (n: number): Duration => ({ unit: 'day', n })
export const hours = (n: number): Duration => ({ unit: 'hour', n })
export const minutes = (n: number): Duration => ({ unit: 'minute', n })

const UNIT_MS: Partial<Record<Duration['unit'], number>> = { hour: 3_600_000, minute: 60_000 }

/** Which days are worked. `decreed` is false for days of a year whose holidays the State Council has not yet announced. */
export interface WorkCalendar {
  isWorkday(day: string): boolean
  decreed(day: string): boolean
}

export interface Due {
  /** UTC ISO text */
  at: string
  /** the holidays on the way are not all decreed yet: shown as 预计 */
  estimated: boolean
}

/**
 * When a step that begins `now` is due. Working days are counted from the day after, to the end of the last one in China
 * (民法典 201, 203: the first day is not counted; the last ends at 24:00).
 */
export function dueAfter(now: string, length: Duration, calendar: WorkCalendar): Due {
  const ms = UNIT_MS[length.unit]
  if (ms !== undefined) return { at: addMs(now, length.n * ms), estimated: false }
  let day = dayOf(now)
  if (length.unit === 'day') return { at: endOfDay(addDays(day, length.n)), estimated: false }
  let estimated = false
  for (let left = length.n; left > 0; ) {
    day = addDays(day, 1)
    estimated ||= !calendar.decreed(day)
    if (calendar.isWorkday(day)) left -= 1
  }
  return { at: endOfDay(day), estimated }
}

/** Working days that remain until a deadline, today not counted; negative once it is past. */
export function workdaysLeft(now: string, due: string, calendar: WorkCalendar): number {
  const today = dayOf(now)
  const last = dayOf(due)
  const step = last >= today ? 1 : -1
  let count = 0
  for (let day = today; day !== last; ) {
    if (step < 0 && calendar.isWorkday(day)) count -= 1
    day = addDays(day, step)
    if (step > 0 && calendar.isWorkday(day)) count += 1
  }
  return count
}

const UNITS: Record<Duration['unit'], string> = { workday: '个工作日', day: '天', hour: '小时', minute: '分钟' }

/** `5个工作日内`, `24小时内`. */
export const sayDuration = ({ unit, n }: Duration): string => `${n}${UNITS[unit]}内`

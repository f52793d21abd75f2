import { addDays, dayOf, daysBetween, endOfDay } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import type { Said } from '../../core/said'
import { StateTag } from '../../core/state-tag'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

const sayMinutes = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours === 0 ? `${rest}分钟` : rest === 0 || hours > 9 ? `${hours}小时` : `${hours}小时${rest}分`
}

/** `还剩1小时20分`, `过了5分钟`: where hours count. */
export function sayHours(due: string, now: string): string {
  const left = Math.ceil((Date.parse(due) - Date.parse(now)) / MINUTE_MS)
  return left > 0 ? `还剩${sayMinutes(left)}` : `过了${sayMinutes(Math.max(1, -left))}`
}

/** How much time is left, by the calendar on her wall; undefined when the step has no deadline. `now` is UTC ISO text. */
function sayTimeLeft(due: ApplicationRow['due'], now: string): Said | undefined {
  if (!due) return undefined
  const minutes = Math.abs(Date.parse(due.at) - Date.parse(now)) / MINUTE_MS
  // What does not end with a day is a matter of hours.
  if (due.at !== endOfDay(dayOf(due.at)) && minutes < DAY_MINUTES) return { tone: 'danger', words: sayHours(due.at, now) }
  const today = dayOf(now)
  const last = dayOf(due.at)
  const left = daysBetween(today, last)
  if (due.at < now) return { tone: 'danger', words: left === 0 ? '今天过期了' : `过期${-left}天` }
  if (left === 0) return { tone: 'danger', words: '今天到期' }
  if (last === addDays(today, 1)) return { tone: 'wait', words: '明天到期' }
  return { tone: 'plain', words: `${due.estimated ? '预计' : ''}还剩${left}天` }
}

export function DueTag({ due, now }: { due: ApplicationRow['due']; now: string }) {
  const said = sayTimeLeft(due, now)
  return said ? <StateTag tone={said.tone} label={said.words} /> : null
}

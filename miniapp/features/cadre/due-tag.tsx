import { addDays, dayOf, daysBetween } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import type { Said } from '../../core/said'
import { StateTag } from '../../core/state-tag'

/** How much time is left, by the calendar on her wall; undefined when the step has no deadline. `now` is UTC ISO text. */
function sayTimeLeft(due: ApplicationRow['due'], now: string): Said | undefined {
  if (!due) return undefined
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

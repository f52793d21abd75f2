import { invalid } from '../../core/errors'
import { addMs } from '../../core/time'
import type { ChangeBody, ChangedFields } from './change.schema'
import { WHY_CANCELLED, WHY_MOVED } from './change.schema'

/** The parts of an activity that can change. */
export type Changeable = { [F in keyof ChangedFields]-?: string }

export interface Change {
  what: 'moved' | 'edited'
  was: ChangedFields
  becomes: ChangedFields
}

const NAMES = ['startsAt', 'endsAt', 'enrolBy', 'place', 'title', 'cover', 'bring', 'about'] as const
const WORDS = ['place', 'title', 'bring', 'about'] as const
const YEAR_MS = 366 * 86_400_000

function checkTimes(becomes: ChangedFields, all: Changeable, now: string): void {
  if (becomes.startsAt !== undefined && becomes.startsAt <= now) invalid({ startsAt: '开始时间已经过了' })
  if (all.startsAt > addMs(now, YEAR_MS)) invalid({ startsAt: '请填一年以内的时间' })
  if (all.endsAt <= all.startsAt) invalid({ endsAt: '结束要在开始之后' })
  if (all.enrolBy > all.startsAt) invalid({ enrolBy: '报名截止要在活动开始以前' })
}

/**
 * What really changes, as it was and as it becomes. Beginning and end are told together. `now` is UTC ISO text.
 * @throws AppError invalidInput (by field)
 */
export function changeOf(current: Changeable, wanted: Omit<ChangeBody, 'revision'>, now: string): Change {
  const differs = NAMES.filter((name) => wanted[name] !== undefined && wanted[name] !== current[name])
  if (differs.length === 0) invalid({ changes: '没有改动，不用交' })
  const timed = differs.includes('startsAt') || differs.includes('endsAt')
  const moved = timed || differs.includes('place')
  const all: Changeable = { ...current, ...Object.fromEntries(differs.map((name) => [name, wanted[name]])) }
  const names = NAMES.filter((name) => differs.includes(name) || (timed && (name === 'startsAt' || name === 'endsAt')))
  const part = (of: Changeable): ChangedFields => Object.fromEntries(names.map((name) => [name, of[name]]))
  const change: Change = { what: moved ? 'moved' : 'edited', was: part(current), becomes: part(all) }
  if (timed || differs.includes('enrolBy')) checkTimes(change.becomes, all, now)
  if (moved && !wanted.why) invalid({ why: '请写明原因，报了名的姐妹会看到' })
  return change
}

/** The words of a change that nobody has looked at yet; the usual reasons need no look. */
export function wordsToCheck({ was, becomes }: Pick<Change, 'was' | 'becomes'>, why: string): string[] {
  const usual: readonly string[] = [...WHY_MOVED, ...WHY_CANCELLED]
  const written = WORDS.filter((name) => becomes[name] !== was[name]).map((name) => becomes[name] ?? '')
  return [...written, usual.includes(why) ? '' : why].filter(Boolean)
}

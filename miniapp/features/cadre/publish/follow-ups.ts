import { addDays } from '@shared/core/time'
import { coverOf, type Sort } from '@shared/features/activity/activity.schema'
import type { FormAnswers } from '../../../core/field-form'
import type { Problems } from './body'

/** What one answer settles besides itself, as long as she has not chosen otherwise. */
export function followUps(name: string, value: unknown, was: FormAnswers): FormAnswers {
  if (name === 'sort') {
    const untouched = !was.cover || was.cover === coverOf[was.sort as Sort]
    return untouched ? { cover: coverOf[value as Sort] } : {}
  }
  if (name === 'quotas') return was.quotasOpenAt || typeof was.enrolDay !== 'string' ? {} : { quotasOpenAt: addDays(was.enrolDay, -1) }
  if (name !== 'startDay' || typeof value !== 'string') return {}
  const tooLate = typeof was.enrolDay === 'string' && was.enrolDay > value
  return !was.enrolDay || tooLate ? { enrolDay: addDays(value, -1) } : {}
}

/** Complaints that a new answer elsewhere takes away. */
const SETTLES: Readonly<Record<string, readonly string[]>> = {
  from: ['birthYear'],
  to: ['birthYear'],
  firstVillages: ['priority'],
  firstFrom: ['priority'],
  firstTo: ['priority'],
  quotas: ['quotasOpenAt'],
  startDay: ['endTime', 'enrolDay'],
  startTime: ['startDay', 'endTime', 'enrolDay'],
  endDay: ['endTime'],
}

/** What is still wrong after questions were answered anew. */
export function leftAfter(names: readonly string[], problems: Problems): Problems {
  const settled = new Set<string>(names)
  for (const name of names) for (const other of SETTLES[name] ?? []) settled.add(other)
  const left: Record<string, string> = {}
  for (const other of Object.keys(problems)) if (!settled.has(other)) left[other] = problems[other] ?? ''
  return left
}

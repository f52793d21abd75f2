import { type Repeat, seriesDays } from '@shared/features/activity/series'
import type { FormAnswers } from '../../../core/field-form'

/** How often it is held, as the page asks it. */
export const REPEATS = [
  { value: 'once', label: '只办这一次' },
  { value: 'week', label: '每周一次' },
  { value: 'days', label: '隔几天一次' },
  { value: 'month', label: '每月一次' },
] as const

const USUAL_TIMES = 4

function everyOf({ repeat, everyDays }: FormAnswers): Repeat['every'] | undefined {
  if (repeat === 'week' || repeat === 'month') return { unit: repeat }
  if (repeat === 'days' && typeof everyDays === 'number') return { unit: 'day', n: everyDays }
  return undefined
}

/** All days that the rule gives, the first one included; none as long as it is not repeated or not known since when. */
export function plannedDays(answers: FormAnswers): string[] {
  const { startDay, times, untilDay } = answers
  const every = everyOf(answers)
  if (!every || typeof startDay !== 'string') return []
  const stop = typeof untilDay === 'string' ? { until: untilDay } : { times: typeof times === 'number' ? times : USUAL_TIMES }
  return seriesDays(startDay, { every, stop })
}

/** The days that she has struck out. */
export const struckDays = ({ struck }: FormAnswers): readonly string[] => (Array.isArray(struck) ? struck : [])

/** What is missing before it can be repeated, by question. */
export function repeatProblems(answers: FormAnswers): Record<string, string> {
  const { repeat, everyDays } = answers
  if (repeat === 'days' && !everyDays) return { everyDays: '请填写隔几天办一次' }
  const once = repeat !== undefined && repeat !== 'once' && answers.startDay && !alsoOnOf(answers)
  return once ? { repeat: '这样只有一场，请多办几次，或者选“只办这一次”' } : {}
}

/** The further days on which it is held; nothing when it is held once. */
export function alsoOnOf(answers: FormAnswers): string[] | undefined {
  const struck = struckDays(answers)
  const others = plannedDays(answers)
    .slice(1)
    .filter((day) => struck.indexOf(day) < 0)
  return others.length > 0 ? others : undefined
}

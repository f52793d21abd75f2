import { atChina } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { FormAnswers } from '../../../core/field-form'

/** A birth year that is left open does not limit. */
const ANY_YEAR = { from: 1920, to: 2020 }
/** On its day what is kept for villages becomes everybody's at eight in the evening. */
const OPENS_AT = '20:00'

const yearsOf = (from: unknown, to: unknown) => ({ from: from ?? ANY_YEAR.from, to: to ?? ANY_YEAR.to })

/** Village → how many seats are kept for it; not yet said is `null`. */
export type Quotas = Readonly<Record<string, number | null>>
export const quotasIn = ({ quotas }: FormAnswers): Quotas => (quotas ?? {}) as Quotas
/** Who is seated first from the queue, in the order in which she tapped. */
export const firstOnes = ({ priority }: FormAnswers): readonly string[] => (Array.isArray(priority) ? priority : [])
export const listIn = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : [])

function groupOf(group: string, { firstVillages, firstFrom, firstTo }: FormAnswers) {
  if (group === 'villages') return { group, villages: listIn(firstVillages) }
  return group === 'birthYear' ? { group, ...yearsOf(firstFrom, firstTo) } : { group }
}

function opensAt({ quotasOpenAt, enrolDay }: FormAnswers, enrolBy: string | undefined): string | undefined {
  const at = quotasOpenAt ? atChina(String(quotasOpenAt), OPENS_AT) : undefined
  return at && enrolBy && quotasOpenAt === enrolDay && enrolBy < at ? enrolBy : at
}

/** Who may come, as it is sent. `enrolBy`: UTC ISO text, as far as it is known. */
export function rulesOf(answers: FormAnswers, enrolBy: string | undefined) {
  const { from, to, villages, onceAYear, notSameSortWithin } = answers
  const quotas = quotasIn(answers)
  const kept = Object.keys(quotas)
  const first = firstOnes(answers)
  return {
    ...(from !== undefined || to !== undefined ? { birthYear: yearsOf(from, to) } : {}),
    ...(listIn(villages).length > 0 ? { villages } : {}),
    ...(onceAYear ? { onceAYear: true } : {}),
    ...(notSameSortWithin ? { notSameSortWithin } : {}),
    ...(first.length > 0 ? { priority: first.map((group) => groupOf(group, answers)) } : {}),
    ...(kept.length > 0
      ? { quotas: kept.map((village) => ({ village, seats: quotas[village] })), quotasOpenAt: opensAt(answers, enrolBy) }
      : {}),
  }
}

/** The same answers again, from an activity that is held once more; until when seats are kept depends on its days. */
export function rulesAgain({ rules }: ActivityView): FormAnswers {
  const { birthYear, villages, onceAYear, notSameSortWithin, priority = [], quotas = [] } = rules
  const answers: Record<string, unknown> = {
    from: birthYear?.from,
    to: birthYear?.to,
    villages: villages?.map(({ id }) => id),
    onceAYear,
    notSameSortWithin,
  }
  for (const one of priority) {
    if (one.group === 'villages') answers.firstVillages = one.villages.map(({ id }) => id)
    if (one.group === 'birthYear') Object.assign(answers, { firstFrom: one.from, firstTo: one.to })
  }
  if (priority.length > 0) answers.priority = priority.map(({ group }) => group)
  const kept: Record<string, number> = {}
  for (const { id, seats } of quotas) kept[id] = seats
  if (quotas.length > 0) answers.quotas = kept
  return answers
}

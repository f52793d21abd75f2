import type { Answers } from '../../core/fields'
import { type Been, isNewcomer } from './enrolment.history'

/** Women who are seated first from the queue. */
export type Group =
  | { group: 'newcomer' }
  | { group: 'villages'; villages: readonly { id: string; name: string }[] }
  | { group: 'birthYear'; from: number; to: number }

function isIn(group: Group, answers: Answers, history: readonly Been[] | undefined, now: string): boolean {
  if (group.group === 'newcomer') return isNewcomer(history, now)
  if (group.group === 'villages') return group.villages.some(({ id }) => id === answers.village)
  const { birthYear } = answers
  return typeof birthYear === 'number' && birthYear >= group.from && birthYear <= group.to
}

/** Her rank in the queue: the first group that she belongs to, or behind all of them. `now` is UTC ISO text. */
export function rankOf(groups: readonly Group[], answers: Answers, history: readonly Been[] | undefined, now: string): number {
  const first = groups.findIndex((group) => isIn(group, answers, history, now))
  return first < 0 ? groups.length : first
}

function sayGroup(group: Group): string {
  if (group.group === 'newcomer') return '一年里没参加过培训的姐妹'
  if (group.group === 'villages') return `${group.villages.map(({ name }) => name).join('、')}的姐妹`
  return `${group.from}年到${group.to}年出生的姐妹`
}

/** The rule by which the queue is served, as every woman reads it; undefined when it goes by the order of asking alone. */
export function sayPriority(groups: readonly Group[] | undefined): string | undefined {
  if (!groups || groups.length === 0) return undefined
  return `名额满了要排队时，有人退出先给${groups.map(sayGroup).join('，再给')}，最后按报名先后`
}

import { isBlank, tidy } from '@shared/core/fields'
import { problemsOf } from '../../core/answering'
import type { Said } from '../../core/said'
import { askedNow, type Declaration } from './declaration'

/** One line of the task list. */
export interface Group {
  /** which part of the kind it is: the same whatever else is asked */
  at: number
  title: string
  hint?: string
  names: readonly string[]
}

/** The groups in which something is asked now; what stands in none (a correction of another question) comes last. */
export function groupsOf(open: Declaration): readonly Group[] {
  const asked = askedNow(open)
  const groups: Group[] = (open.kind.parts ?? []).map(({ title, hint, fields }, at) => ({
    ...{ at, title, names: fields.filter((name: string) => asked.indexOf(name) >= 0) },
    ...(hint ? { hint } : {}),
  }))
  const inParts = groups.flatMap(({ names }) => names)
  const others = asked.filter((name) => inParts.indexOf(name) < 0)
  return [...groups, { at: groups.length, title: '还要填的', names: others }].filter(({ names }) => names.length > 0)
}

const PENDING = '还有照片没有传完，有信号时会自己传'
const TWO = '两部手机上填得不一样，请选一个'

/** What stands in the way of sending, question by question: the cloud's own rules, and what is not there yet. */
export function problemsIn(open: Declaration, names: readonly string[] = askedNow(open)): Record<string, string> {
  const { kind, draft, about, pictures, refused } = open
  const problems: Record<string, string> = { ...problemsOf(names, kind.fields, draft.answers, about.facts) }
  for (const name of names) {
    const said = refused[name]
    if (said) problems[name] = said
    if (pictures.pictures.get().some((one) => one.name === name && one.state !== 'kept')) problems[name] = PENDING
    if (name in draft.cloud.doubts) problems[name] = TWO
  }
  return problems
}

/** Only what is wrong with what she wrote: what she has not come to yet is no mistake. */
export function mistakesIn(open: Declaration, names: readonly string[]): Record<string, string> {
  const all = problemsIn(open, names)
  const mistakes: Record<string, string> = {}
  for (const name of names) {
    const problem = all[name]
    if (problem && problem !== PENDING && !isBlank(tidy(open.draft.answers[name]))) mistakes[name] = problem
  }
  return mistakes
}

/** Whether she has come to it. */
export const isBegun = (open: Declaration, { names }: Group): boolean => names.some((name) => !isBlank(tidy(open.draft.answers[name])))

/** How far a group is, in words. */
export function standingOf(open: Declaration, group: Group): Said {
  const { names } = group
  const problems = Object.keys(problemsIn(open, names))
  const mistakes = Object.keys(mistakesIn(open, names))
  const begun = isBegun(open, group)
  if (names.some((name) => name in open.draft.cloud.doubts)) return { tone: 'danger', words: '请选一个' }
  if (mistakes.length > 0) return { tone: 'danger', words: `${mistakes.length}处要改` }
  if (problems.length > 0) return begun ? { tone: 'wait', words: `还差${problems.length}样` } : { tone: 'plain', words: '还没填' }
  if (begun) return { tone: 'ok', words: '填好了' }
  return { tone: 'plain', words: '可以不填' }
}

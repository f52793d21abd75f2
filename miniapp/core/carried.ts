import type { FormAnswers } from './field-form'

// Only in memory: what she answered without signing in leaves this phone when she says so, and not before.
const carried: Record<string, FormAnswers> = {}

/** What she has answered on another page, for the form of a kind that asks the same: nothing is typed twice. */
export function carryOver(kind: string, answers: FormAnswers): void {
  carried[kind] = answers
}

/** Answers once. */
export function carriedTo(kind: string): FormAnswers {
  const answers = carried[kind] ?? {}
  delete carried[kind]
  return answers
}

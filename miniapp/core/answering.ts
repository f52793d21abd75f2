import { type Fields, following, isBlank, mayStayOpen, problemWith, tidy } from '@shared/core/fields'
import { useCallback, useState } from 'react'
import type { FormAnswers } from './field-form'

/** Questions answered at the keyboard: left open, they are to be filled in, not chosen. */
const TYPED = ['text', 'longText', 'phone', 'idCard', 'year', 'whole', 'money', 'rate']
type Problems = Readonly<Record<string, string>>

/** What is still wrong with the answers to these questions, as the cloud will judge it too. `about`: what may add questions. */
export function problemsOf(
  names: readonly string[],
  fields: Fields,
  answers: FormAnswers,
  about: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const name of following(fields, names, answers)) {
    const field = fields[name]
    if (!field) continue
    const value = tidy(answers[name])
    const blank = isBlank(value)
    if (blank && mayStayOpen(field, about)) continue
    const problem = blank && TYPED.indexOf(field.type) >= 0 ? `请填写${field.label}` : problemWith(field, value, about)
    if (problem) problems[name] = problem
  }
  return problems
}

/** The answers to just these questions, as they are sent: no blanks around, nothing left open. */
export function inputOf(names: readonly string[], answers: FormAnswers): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const name of names) if (!isBlank(tidy(answers[name]))) input[name] = tidy(answers[name])
  return input
}

export interface Answering {
  answers: FormAnswers
  problems: Problems
  setProblems: (problems: Problems) => void
  change: (name: string, value: unknown) => void
}

/** A form being filled in: a new answer takes its old complaint away. */
export function useAnswering(first: FormAnswers = {}): Answering {
  const [answers, setAnswers] = useState(first)
  const [problems, setProblems] = useState<Problems>({})
  const change = useCallback((name: string, value: unknown) => {
    setAnswers((was) => ({ ...was, [name]: value }))
    setProblems((was) => {
      if (!(name in was)) return was
      const { [name]: _gone, ...left } = was
      return left
    })
  }, [])
  return { answers, problems, setProblems, change }
}

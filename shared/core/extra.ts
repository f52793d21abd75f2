import type { Field } from './fields'

/** A question that the thing applied for adds to those of a kind: plain data, from a small set of types. */
export type ExtraQuestion = { label: string; optional?: boolean | undefined } & (
  | { type: 'yesNo' }
  | { type: 'oneOf'; options: readonly string[] }
  | { type: 'shortText' }
  | { type: 'count' }
)

/** An answer says what it answers, so that it can be read without the thing applied for. */
export interface ExtraAnswer {
  question: string
  answer: boolean | string | number
}

export const MOST_EXTRA = 5
export const EXTRA_TEXT = 50
const MOST_COUNT = 20

/** The questions that a thing applied for adds; `about` is what its feature publishes. */
export const extraQuestions = ({ questions }: Readonly<Record<string, unknown>>): readonly ExtraQuestion[] =>
  Array.isArray(questions) ? questions : []

/** The same question as a form asks it. */
export function extraField(question: ExtraQuestion): Field {
  const { label } = question
  const asked = question.optional ? ({ label, optional: true } as const) : { label }
  if (question.type === 'oneOf')
    return { type: 'choice', ...asked, options: question.options.map((words) => ({ value: words, label: words })) }
  if (question.type === 'shortText') return { type: 'text', ...asked, max: EXTRA_TEXT }
  if (question.type === 'count') return { type: 'whole', ...asked, min: 0, max: MOST_COUNT, unit: '个' }
  return { type: 'yesNo', ...asked }
}

/** Answers by the words of their questions. Anything else that was sent for an answer is left out. */
export function extraAnswers(value: unknown): Map<string, unknown> {
  const all: readonly unknown[] = Array.isArray(value) ? value : []
  return new Map(all.flatMap((one) => (isAnswer(one) ? [[one.question, one.answer] as const] : [])))
}

function isAnswer(one: unknown): one is ExtraAnswer {
  if (typeof one !== 'object' || one === null) return false
  const { question, answer } = one as Partial<ExtraAnswer>
  return typeof question === 'string' && ['boolean', 'string', 'number'].includes(typeof answer) && Object.keys(one).length === 2
}

const hasBlanks = (one: unknown): one is ExtraAnswer & { answer: string } =>
  isAnswer(one) && typeof one.answer === 'string' && one.answer !== one.answer.trim()

/** The same answers without the blanks around them; any other list as it is. */
export const tidyExtra = (value: readonly unknown[]): readonly unknown[] =>
  value.some(hasBlanks) ? value.map((one) => (hasBlanks(one) ? { ...one, answer: one.answer.trim() } : one)) : value

/** Whether something is a list of answers at all, each to a question of its own. */
export const areExtraAnswers = (value: unknown): value is readonly ExtraAnswer[] =>
  Array.isArray(value) && value.length <= MOST_EXTRA && extraAnswers(value).size === value.length

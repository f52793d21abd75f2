import { quizQuestion } from '@shared/features/campaign/campaign.schema'
import type * as v from 'valibot'

export type QuizQuestion = v.InferOutput<typeof quizQuestion>

export const MOST_QUESTIONS = 20
export const MOST_OPTIONS = 4

/** The questions of a quiz that is being written. */
export const questionsIn = (value: unknown): readonly QuizQuestion[] => (Array.isArray(value) ? value : [])

/** The same list with one of it a place earlier. */
export function earlier<T>(all: readonly T[], at: number): T[] {
  const next = [...all]
  next.splice(at - 1, 2, all[at] as T, all[at - 1] as T)
  return next
}

import { type Fields, isBlank, tidy } from '@shared/core/fields'
import type { FormAnswers } from '../../core/field-form'

/** What one phone knows of a draft that may be filled in on several. */
export interface Side {
  /** as they were in the cloud when this phone last saw them */
  base: FormAnswers
  answers: FormAnswers
  /** answers of another phone that differ from hers: she has to choose */
  doubts: FormAnswers
}

const text = (value: unknown): string => (isBlank(tidy(value)) ? '' : JSON.stringify(tidy(value)))
const isSame = (a: unknown, b: unknown): boolean => text(a) === text(b)

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [])

/** Pictures are a heap: what either side has added is there, what either side has taken away is not. */
function mergePictures(base: unknown, mine: unknown, theirs: unknown): string[] | undefined {
  const [was, here, there] = [idsOf(base), idsOf(mine), idsOf(theirs)]
  const kept = there.filter((id) => here.indexOf(id) >= 0 || was.indexOf(id) < 0)
  const added = here.filter((id) => there.indexOf(id) < 0 && was.indexOf(id) < 0)
  return kept.length + added.length > 0 ? [...kept, ...added] : undefined
}

interface Settled {
  value: unknown
  doubt?: unknown
}

function settle(base: unknown, mine: unknown, theirs: unknown): Settled {
  if (isSame(mine, theirs)) return { value: mine }
  if (isSame(theirs, base)) return { value: mine }
  // What was written wins over what was emptied: to empty it once more takes a moment, to write it again does not.
  if (isSame(mine, base) || isBlank(tidy(mine))) return { value: theirs }
  if (isBlank(tidy(theirs))) return { value: mine }
  return { value: mine, doubt: theirs }
}

const without = (of: FormAnswers, name: string): Record<string, unknown> => {
  const { [name]: _gone, ...left } = of
  return left
}

/**
 * Brings a phone up to what the cloud has: three ways, question by question, against what this phone saw last. Where both have changed
 * the same answer, hers stays and the other one stands beside it until she chooses.
 */
export function mergeSides({ base, answers, doubts }: Side, theirs: FormAnswers, fields: Fields): Side {
  const merged: Record<string, unknown> = {}
  const open: Record<string, unknown> = {}
  for (const name of Object.keys({ ...base, ...answers, ...theirs })) {
    const [was, mine, there] = [base[name], answers[name], theirs[name]]
    const max = fields[name]?.type === 'pictures' ? (fields[name] as { max: number }).max : 0
    const heap = max > 0 ? mergePictures(was, mine, there) : undefined
    // She has not chosen yet, and nothing new has come: the question stands.
    const waits = name in doubts && isSame(there, was) && !isSame(mine, there)
    const { value, doubt } = max > 0 && (heap?.length ?? 0) <= max ? { value: heap, doubt: undefined } : settle(was, mine, there)
    merged[name] = waits ? mine : value
    if (waits) open[name] = doubts[name]
    else if (doubt !== undefined) open[name] = doubt
  }
  return { base: theirs, answers: merged, doubts: open }
}

/** Her choice between two answers: the other one is gone for good. */
export const chooseAnswer = (side: Side, name: string, value: unknown): Side => ({
  ...side,
  answers: { ...side.answers, [name]: value },
  doubts: without(side.doubts, name),
})

/** What the cloud does not know yet, of these questions: an emptied answer as null. What she has to choose first stays here. */
export function unsavedOf({ base, answers, doubts }: Side, names: readonly string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const name of names)
    if (!(name in doubts) && !isSame(answers[name], base[name])) input[name] = isBlank(tidy(answers[name])) ? null : tidy(answers[name])
  return input
}

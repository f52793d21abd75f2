import { type Case, isOfficial, SYSTEM } from './case'
import { invalid } from './errors'
import { type Answers, type Correction, isBlank, mayStayOpen, problemWith, tidy } from './fields'
import { type AnyKind, askedBy, type Move, moversOf, movesOf, stateOf } from './kind'
import { maySee } from './view'

/** The questions that the persons of a case are asked on its way; all others are answered by offices. */
export function askedOfPersons(kind: AnyKind): readonly string[] {
  return Object.keys(kind.states).flatMap((name) => {
    const isHers = (move: Move) => moversOf(stateOf(kind, name), move).some((party) => party !== SYSTEM && !isOfficial(party))
    const hers = Object.values(movesOf(kind, name)).filter(isHers)
    return hers.flatMap(askedBy)
  })
}

/** What a party may ask a person to put right: what she was asked, and the party may read. */
export const correctableBy = (kind: AnyKind, state: string, parties: readonly string[]): string[] =>
  [...new Set(askedOfPersons(kind))].filter((name) => kind.fields[name] && maySee(kind.fields[name], state, parties))

function strangerIn(kind: AnyKind, state: string, party: string, value: unknown): string | undefined {
  const names = correctableBy(kind, state, [party])
  return (value as readonly Correction[]).every((c) => names.includes(c.field)) ? undefined : '只能请本人补正本人填写、您也看得到的内容'
}

/**
 * What a party answers with a move, checked question by question.
 * @throws AppError invalidInput (by field)
 */
export function readInput(
  kind: AnyKind,
  row: Case,
  names: readonly string[],
  party: string,
  given: Record<string, unknown>,
  about: Readonly<Record<string, unknown>>,
): Answers {
  const problems: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  for (const name of Object.keys(given)) if (!names.includes(name)) problems[name] = '这一步不用填这一项'
  for (const name of names) {
    const field = kind.fields[name]
    // What she has saved counts as answered; a cadre's words are written for each move anew.
    const value = tidy(given[name] === undefined && !isOfficial(party) ? row.answers[name] : given[name])
    if (isBlank(value) && mayStayOpen(field, about)) continue
    const problem =
      problemWith(field, value ?? undefined, about) ??
      (field.type === 'corrections' ? strangerIn(kind, row.state, party, value) : undefined)
    if (problem) problems[name] = problem
    else if (!isBlank(value)) input[name] = value
  }
  if (Object.keys(problems).length > 0) invalid(problems)
  return input as Answers
}

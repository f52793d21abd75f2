import type { Case } from './case'
import type { Answers, Correction } from './fields'
import { type AnyKind, askedBy, listOf, type Move, stateOf } from './kind'

type Row = Pick<Case, 'answers'> & { sender?: string | undefined }

/** The states on the way back, the nearest first. */
export const wayBack = ({ sender }: Pick<Row, 'sender'>): readonly string[] => sender?.split('<') ?? []

/** The questions that a move may ask in this case, whatever she answers. */
export function asksOf(kind: AnyKind, row: Row, move: Move, about: Readonly<Record<string, unknown>>): readonly string[] {
  const named = () => {
    const listed = move.asks && 'namedIn' in move.asks ? ((row.answers[move.asks.namedIn] ?? []) as readonly Correction[]) : []
    return listed.length === 0 ? [] : [...listed.map((c) => c.field), ...mayFollow(kind, row.answers)]
  }
  const names = move.asks && 'wanting' in move.asks ? wantingAt(kind, wayBack(row)[0], row.answers) : [...askedBy(move), ...named()]
  const known = Object.keys(kind.fields)
  return [...new Set(names)].filter((name) => known.includes(name) && (kind.fields[name].askedWhen?.(about) ?? true))
}

/** What a correction may bring up: questions that she was not asked because others were answered differently. */
const mayFollow = (kind: AnyKind, answers: Readonly<Answers>): string[] =>
  Object.keys(kind.fields).filter((name) => kind.fields[name].follows && !kind.fields[name].optional && answers[name] === undefined)

/** The consents without which a case cannot wait in a state. */
export function wantingAt(kind: AnyKind, state: string | undefined, answers: Readonly<Answers>): string[] {
  const parties = state === undefined ? [] : listOf(stateOf(kind, state).waitsFor)
  return parties.flatMap((party) => kind.consents?.[party] ?? []).filter((field) => answers[field] !== true)
}

/** What was given, less the answers to questions that other answers have closed. */
export const without = (given: Record<string, unknown>, mayAsk: readonly string[], asked: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !mayAsk.includes(name) || asked.includes(name)))

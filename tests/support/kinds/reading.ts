import type { Field } from '@shared/core/fields'
import { type AnyKind, type AnywhereMove, askedBy, type Move, type State, stateOf } from '@shared/core/kind'
import { LEVELS, OFFICES } from '@shared/core/place'

/** A rule reads one kind and says in words what breaks it. */
export type Rule = (kind: AnyKind) => string[]
/** A move and where it stands; one that is open everywhere stands in no state. */
export interface Place {
  where: string
  state: State
  move: Move
}

export const statesOf = (kind: AnyKind): [string, State][] => Object.keys(kind.states).map((name) => [name, stateOf(kind, name)])
export const fieldsOf = (kind: AnyKind): [string, Field][] => Object.entries<Field>(kind.fields)
export const everywhere = (kind: AnyKind): [string, AnywhereMove][] => Object.entries<AnywhereMove>(kind.anywhere ?? {})
export const personsOf = (kind: AnyKind): string[] => ['applicant', ...Object.keys(kind.people ?? {})]
export const partiesOf = (kind: AnyKind): string[] => [
  ...personsOf(kind),
  ...LEVELS,
  ...OFFICES,
  ...(kind.about === 'region' ? [] : ['organiser']),
]
export const ownMoves = (kind: AnyKind): Place[] =>
  statesOf(kind).flatMap(([name, state]) =>
    Object.entries(state.moves ?? {}).map(([move, said]) => ({ where: `${name}.${move}`, state, move: said })),
  )
export const allMoves = (kind: AnyKind): Place[] => [
  ...ownMoves(kind),
  ...everywhere(kind).map(([name, move]) => ({ where: `anywhere.${name}`, state: { label: '' }, move })),
]
export const asksOf = (move: Move): readonly string[] => askedBy(move)
export const said = (faults: readonly (string | false | undefined)[]): string[] => faults.filter((fault): fault is string => Boolean(fault))

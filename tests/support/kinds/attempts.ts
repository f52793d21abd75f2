import type { Case } from '@shared/core/case'
import { type AnyKind, askedBy, type Move, movesOf } from '@shared/core/kind'
import fc from 'fast-check'
import { byHand } from './by-hand'
import { answersTo, type Name, people } from './county'
import { type Model, partsIn, stateIn } from './model'

const NAMES = Object.keys(people) as Name[]
/** Moves that end a case early: tried now and then, or no case would go far. */
const GIVING_UP = ['withdraw', 'refuse', 'decline', 'cancel', 'end']

/** One thing that somebody tries: anything, or (to get on) something that the hand allows. */
export const attempts = fc.array(
  fc.record({
    who: fc.constantFrom<Name | 'system'>('system', ...NAMES),
    // The first move goes on, the others aside.
    pick: fc.oneof(fc.constant(0), fc.nat()),
    choice: fc.nat(),
    allowed: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    elsewhere: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    giveUp: fc.integer({ min: 0, max: 11 }).map((n) => n === 0),
    slip: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    small: fc.boolean(),
    bank: fc.constantFrom('bank1', 'bank2'),
    guardian: fc.constantFrom<Name>('guardian', 'villageCadre', 'her'),
    consents: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
)
export type Attempt = typeof attempts extends fc.Arbitrary<(infer A)[]> ? A : never

/** Whose case it is, and who files it when she does not. */
export const persons = fc.record({
  applicant: fc.constantFrom<Name>('her', 'villageCadre', 'townCadre'),
  filer: fc.option(fc.constantFrom<Name>('neighbour', 'villageCadre', 'countyCadre')),
})

export const pickOf = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)]
/** Who tries what: mostly somebody who may. */
export function intent(model: Model, { who, pick, choice, allowed, elsewhere, giveUp }: Attempt): { name: string; actor: Name | 'system' } {
  const hand = byHand(model.kind)
  const open = Object.entries(stateIn(model).moves)
  const goingOn = giveUp ? [] : open.filter(([move]) => !GIVING_UP.includes(move))
  const names = elsewhere
    ? Object.values(hand).flatMap(({ moves }) => Object.keys(moves))
    : (goingOn.length > 0 ? goingOn : open).map(([move]) => move)
  const name = pickOf(names, pick) ?? 'nothing'
  const move = stateIn(model).moves[name]
  const able = move ? (['system', ...NAMES] as const).filter((one) => partsIn(model, one, move).length > 0) : []
  return { name, actor: (allowed ? pickOf(able, choice) : undefined) ?? who }
}

/** Right answers to what a move asks, and now and then a slip. */
export function inputFor(kind: AnyKind, row: Case, name: string, { small, bank, slip, consents }: Attempt): Record<string, unknown> {
  const move: Move | undefined = movesOf(kind, row.state)[name]
  const asks = move?.asks && 'namedIn' in move.asks ? ['name'] : move ? askedBy(move) : []
  const right = answersTo(kind, asks)
  const said = { ...right, ...('sum' in right ? { sum: small ? 10_000_000 : 10_000_001 } : {}), ...('bank' in right ? { bank } : {}) }
  return { ...said, ...('guarantorConsent' in said && !consents ? { guarantorConsent: null } : {}), ...(slip ? { nothing: 1 } : {}) }
}

/** What the model learns from the input of a move. */
export const heard = (model: Model, name: string, { small, bank, guardian }: Attempt): Model => ({
  ...model,
  ...(name === 'submit' ? { small } : {}),
  ...(name === 'assign' ? { bank } : {}),
  ...(name === 'match' ? { guardian } : {}),
})

import { type Actor, type AnyActor, actsAs, type Case, isOfficial, isOtherHand, isOwn, mayLook, SYSTEM } from './case'
import { type AnyKind, type Move, moversOf, movesOf, stateOf } from './kind'

/** As whom somebody may make a move; undefined: she may not. A part of her own comes before one in which she only stands in. */
export function actingParty(kind: AnyKind, row: Case, actor: AnyActor, move: Move): { party: string; standingIn: boolean } | undefined {
  const movers = moversOf(stateOf(kind, row.state), move)
  if (actor === SYSTEM) return movers.includes(SYSTEM) ? { party: SYSTEM, standingIn: false } : undefined
  const own = isOwn(row, actor)
  if (madeBefore(row, actor, move)) return undefined
  const able = movers.flatMap((party) => {
    if ((own && isOfficial(party)) || isOtherHand(kind, row, actor, party)) return []
    if (move.by === 'each' && row.agreed.includes(party)) return []
    const as = mayLook(kind, row, party) ? actsAs(row, actor, party) : undefined
    return as ? [{ party, standingIn: as.standingIn }] : []
  })
  // In her own part rather than in somebody else's.
  return able.find((one) => !one.standingIn) ?? able[0]
}

const madeBefore = (row: Case, actor: Actor, { notBy = [] }: Move): boolean => notBy.some((name) => row.makers?.[name] === actor.account)

/** Why somebody may not make a move, in plain words. */
export function whyNot(kind: AnyKind, row: Case, actor: AnyActor, move: Move): string {
  if (actor === SYSTEM) return '这一步不由您来办'
  if (isOwn(row, actor)) return '自己的事要请别的同事来办'
  const others = moversOf(stateOf(kind, row.state), move).filter((party) => actsAs(row, actor, party))
  return madeBefore(row, actor, move) || others.some((party) => isOtherHand(kind, row, actor, party))
    ? '您办过前面的一道，这一道要请别人来办'
    : '这一步不由您来办'
}

/** The moves that an actor may make now. */
export function openMoves(kind: AnyKind, row: Case, actor: Actor): string[] {
  const moves = movesOf(kind, row.state)
  return Object.keys(moves).filter((name) => actingParty(kind, row, actor, moves[name] as Move))
}

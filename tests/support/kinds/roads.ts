import { type AnyKind, isEnd, listOf, type Move, movesOf, sender, stateOf, stay } from '@shared/core/kind'
import { allMoves, everywhere, type Rule, said, statesOf } from './reading'

type Moves = (state: string) => readonly Move[]

/** Where these moves can lead; back to the sender means every state that leads here by any move. */
function edges(kind: AnyKind, moves: Moves): Map<string, string[]> {
  const names = Object.keys(kind.states)
  const targets = (name: string, some: Moves) => {
    const skip = stateOf(kind, name).skip
    const mayWait = kind.unconsented !== undefined && listOf(stateOf(kind, name).waitsFor).some((party) => kind.consents?.[party])
    return [
      ...(mayWait ? [kind.unconsented as string] : []),
      ...some(name).flatMap((move) => listOf(move.to).filter((to) => to !== stay)),
      ...(skip ? [skip.to] : []),
    ]
  }
  const into = (name: string) => names.filter((from) => targets(from, every(kind)).includes(name))
  return new Map(names.map((name) => [name, targets(name, moves).flatMap((to) => (to === sender ? into(name) : [to]))]))
}

const every =
  (kind: AnyKind): Moves =>
  (name) =>
    Object.values(movesOf(kind, name))
const own =
  (kind: AnyKind): Moves =>
  (name) =>
    Object.values(stateOf(kind, name).moves ?? {})

function reach(from: readonly string[], next: Map<string, string[]>): Set<string> {
  const seen = new Set(from)
  for (const name of seen) for (const to of next.get(name) ?? []) seen.add(to)
  return seen
}

const targetsExist: Rule = (kind) => {
  const states = Object.keys(kind.states)
  const unknown = (where: string, names: readonly string[]) =>
    names.filter((name) => !states.includes(name)).map((name) => `${where} leads to no state: ${name}`)
  return [
    ...unknown('start', [kind.start]),
    ...allMoves(kind).flatMap(({ where, move }) =>
      unknown(
        where,
        listOf(move.to).filter((to) => to !== sender && to !== stay),
      ),
    ),
    ...statesOf(kind).flatMap(([name, { skip }]) => unknown(`${name}.skip`, skip ? [skip.to] : [])),
    ...everywhere(kind).flatMap(([name, move]) => unknown(`anywhere.${name}.except`, move.except ?? [])),
  ]
}

const everyStateIsReached: Rule = (kind) => {
  const seen = reach([kind.start], edges(kind, every(kind)))
  return Object.keys(kind.states)
    .filter((name) => !seen.has(name))
    .map((name) => `${name} is never reached`)
}

const everyStateComesToAnEnd: Rule = (kind) => {
  // Giving up is open nearly everywhere and would hide that nobody can go on.
  const next = edges(kind, own(kind))
  return Object.keys(kind.states)
    .filter((name) => ![...reach([name], next)].some((to) => kind.states[to] && isEnd(kind, to)))
    .map((name) => `${name} never comes to an end`)
}

const skipsEnd: Rule = (kind) => {
  const next = new Map(statesOf(kind).map(([name, { skip }]) => [name, skip ? [skip.to] : []]))
  return Object.keys(kind.states)
    .filter((name) => reach(next.get(name) ?? [], next).has(name))
    .map((name) => `${name} skips in a circle`)
}

const effectsChoose: Rule = (kind) =>
  allMoves(kind).flatMap(({ where, move: { to, effect } }) => {
    if (!Array.isArray(to)) return []
    return said([
      !effect && `${where} has several outcomes and no effect`,
      new Set(to).size < 2 && `${where} lists one outcome`,
      to.some((one) => one === sender || one === stay) && `${where} chooses between no states`,
    ])
  })

const sendersAreKnown: Rule = (kind) =>
  said([
    kind.states[kind.start] &&
      Object.values(stateOf(kind, kind.start).moves ?? {}).some((move) => listOf(move.to).includes(sender)) &&
      'nobody sent the case to its start',
    ...everywhere(kind).map(([name, move]) => listOf(move.to).includes(sender) && `anywhere.${name} goes back to nobody`),
  ])

/** Where a case can go. */
export const roadRules: readonly Rule[] = [
  targetsExist,
  everyStateIsReached,
  everyStateComesToAnEnd,
  skipsEnd,
  effectsChoose,
  sendersAreKnown,
]

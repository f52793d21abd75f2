import { SYSTEM } from '@shared/core/case'
import { type AnyKind, listOf, moversOf, stateOf } from '@shared/core/kind'
import { NAME } from '@shared/core/names'
import { AGREED, BEGUN, DISAGREED, SAVED } from '@shared/core/workflow'
import { questionRules } from './kinds/questions'
import { allMoves, everywhere, fieldsOf, ownMoves, partiesOf, personsOf, type Rule, said, statesOf } from './kinds/reading'
import { roadRules } from './kinds/roads'

const namesAreRight: Rule = (kind) => {
  const moves = allMoves(kind).map(({ where }) => where.split('.')[1] ?? '')
  const after = allMoves(kind).flatMap(({ move }) => move.notBy ?? [])
  const names = [...Object.keys(kind.states), ...Object.keys(kind.fields), ...moves]
  return said([
    ...names.map((name) => !NAME.test(name) && `${name} is no name`),
    ...after.map((name) => !moves.includes(name) && `nobody can have made ${name} before`),
    ...moves.map((name) => [BEGUN, SAVED, AGREED, DISAGREED].includes(name) && `a move may not be called ${name}`),
  ])
}

const partiesExist: Rule = (kind) => {
  const parties = partiesOf(kind)
  const unknown = (where: string, names: readonly string[]) =>
    names.filter((name) => !parties.includes(name)).map((name) => `${where} names no party: ${name}`)
  return [
    ...statesOf(kind).flatMap(([name, state]) => unknown(name, listOf(state.waitsFor))),
    ...allMoves(kind).flatMap(({ where, move }) => (move.by === 'each' || move.by === SYSTEM ? [] : unknown(where, listOf(move.by)))),
    ...unknown('apart', kind.apart ?? []),
    ...unknown('consents', Object.keys(kind.consents ?? {})),
    ...fieldsOf(kind).flatMap(([name, { personal }]) =>
      typeof personal === 'string' && !personsOf(kind).includes(personal) ? [`${name} is personal to nobody: ${personal}`] : [],
    ),
  ]
}

const waitingIsActing: Rule = (kind) => [
  ...statesOf(kind).flatMap(([name, state]) =>
    listOf(state.waitsFor)
      .filter((party) => !Object.values(state.moves ?? {}).some((move) => moversOf(state, move).includes(party)))
      .map((party) => `${name} waits for ${party}, who can do nothing there`),
  ),
  ...ownMoves(kind).flatMap(({ where, state, move }) => {
    const waiting = listOf(state.waitsFor).length
    if (move.by === 'each') return waiting < 2 ? [`${where} is for each of fewer than two`] : []
    return move.by === undefined && waiting === 0 ? [`${where} is open to nobody`] : []
  }),
  ...everywhere(kind).flatMap(([name, move]) =>
    move.by === undefined || move.by === 'each' ? [`anywhere.${name} does not say by whom`] : [],
  ),
]

const startIsHers: Rule = (kind) =>
  said([
    kind.states[kind.start] &&
      !kind.begunByCadre &&
      !listOf(stateOf(kind, kind.start).waitsFor).includes('applicant') &&
      'the start does not wait for the applicant',
  ])

const deadlinesAreSaid: Rule = (kind) =>
  statesOf(kind).flatMap(([name, { waitsFor, within, dueAt, noDeadline, clock }]) => {
    // The clock is a deadline of its own where no earlier one is named.
    const deadlines = [within, dueAt, within || dueAt ? undefined : clock, noDeadline].filter(Boolean).length
    if (listOf(waitsFor).length > 0) return deadlines === 1 ? [] : [`${name} needs a deadline or a reason for none`]
    return within || dueAt || noDeadline ? [`${name} has a deadline for nobody`] : []
  })

const clocksRun: Rule = (kind) =>
  statesOf(kind).flatMap(([name, { clock, moves }]) => {
    if (!clock) return []
    const move = moves?.[clock.move]
    return said([
      !move && `${name}: the clock makes no such move: ${clock.move}`,
      move && move.by !== SYSTEM && `${name}.${clock.move} is not by the system`,
    ])
  })

const systemAnswersNothing: Rule = (kind) =>
  allMoves(kind)
    .filter(({ move }) => move.by === SYSTEM && (move.asks || move.ruled))
    .map(({ where }) => `${where} asks the system`)

const RULES: readonly Rule[] = [
  namesAreRight,
  partiesExist,
  waitingIsActing,
  startIsHers,
  deadlinesAreSaid,
  clocksRun,
  systemAnswersNothing,
  ...roadRules,
  ...questionRules,
]

/** What is wrong with a kind, one sentence a fault; a sound kind has none. */
export const kindFaults = (kind: AnyKind): string[] => RULES.flatMap((rule) => rule(kind))

import { actingParty, whyNot } from './acting'
import { asksOf, wantingAt, wayBack, without } from './asking'
import { type Actor, type AnyActor, actsAs, type Case, isOfficial, SYSTEM } from './case'
import { type Duration, dueAfter, type WorkCalendar } from './deadline'
import { AppError, invalid } from './errors'
import { type Answers, following, isBlank, problemWith, tidy } from './fields'
import { readInput } from './input'
import {
  type AnyKind,
  type Facts,
  isEnd,
  lengthOf,
  listOf,
  type Move,
  moversOf,
  movesOf,
  type State,
  sender,
  stateOf,
  stay,
  type Verdict,
} from './kind'
import { comesBackTo, holding, skipOver } from './road'
import { type Tell, type Todo, tellsOf, todosOf } from './telling'
import { isMoment } from './time'

/** What the engine is told about the world: it has no clock and no I/O of its own. */
export interface World {
  /** UTC ISO text */
  now: string
  calendar: WorkCalendar
  /** the thing applied for, as its feature publishes it */
  about: Readonly<Record<string, unknown>>
}

/** What the record calls the steps that are no moves: a case is begun, answers are saved, a consent is given or taken back. No move may be called so. */
export const BEGUN = 'begin'
export const SAVED = 'save'
export const AGREED = 'consent'
export const DISAGREED = 'takeBack'

/** A move that is allowed and complete, before its outcome is known. */
export interface Step {
  kind: AnyKind
  row: Case
  move: string
  actor: AnyActor
  party: string
  standingIn: boolean
  targets: readonly string[]
  effect?: string
  /** what was answered with this move */
  input: Answers
  /** the questions that were answered with it in so many words: an answer that she gave before and leaves as it is stands in `input` too */
  given: readonly string[]
  answers: Answers
  /** the stage that must be passed again, where these answers shake what was decided there */
  redo?: string
  agreed: readonly string[]
  offices: Readonly<Record<string, string>>
}

/** Where a case has arrived. */
export interface Landing {
  row: Case
  from: string
  skipped: readonly string[]
  todos: readonly Todo[]
  tells: readonly Tell[]
  ended: boolean
}

const factsOf = (row: Pick<Case, 'answers'>, world: World, found: Record<string, unknown> = {}): Facts => ({
  answers: row.answers,
  about: world.about,
  found,
  now: world.now,
})

/** Who may apply, rule by rule, judged by what is known so far. */
export const verdictsOf = (kind: AnyKind, answers: Answers, world: World): readonly Verdict[] =>
  kind.rules?.(factsOf({ answers }, world)) ?? []

/** Who has acted as which of the parties that stay apart. */
const handsOf = ({ kind, row, actor, party }: Step): Case['hands'] =>
  actor !== SYSTEM && kind.apart?.includes(party) ? { ...row.hands, [actor.account]: party } : row.hands

/** Who has made the moves after which somebody else must act. */
function makersOf({ kind, row, move, actor }: Step): Case['makers'] {
  const watched = Object.keys(kind.states).some((state) => Object.values(movesOf(kind, state)).some(({ notBy }) => notBy?.includes(move)))
  return actor !== SYSTEM && watched ? { ...row.makers, [move]: actor.account } : row.makers
}

function checkRules(kind: AnyKind, answers: Answers, world: World): void {
  const failed = verdictsOf(kind, answers, world).find((verdict) => verdict.ok !== true)
  if (!failed) return
  const why = failed.why ?? `要先知道：${failed.rule}`
  throw new AppError('notEligible', why, failed.needs ? { fields: { [failed.needs]: why } } : {})
}

/** Said of a step that cannot be made any more, or by somebody who is not to know why. */
export const wentOn = (): AppError => new AppError('notOpen', '这件事已经到了下一步，请刷新再看')

/**
 * Decides whether a move may be made and what it carries; changes nothing.
 * @throws AppError notOpen, notAllowed, invalidInput (by field), notEligible
 */
export function perform(kind: AnyKind, row: Case, actor: AnyActor, name: string, given: Record<string, unknown>, world: World): Step {
  const moves = movesOf(kind, row.state)
  const move = Object.keys(moves).includes(name) ? (moves[name] as Move) : undefined
  if (!move) throw wentOn()
  const acting = actingParty(kind, row, actor, move)
  if (!acting) throw new AppError('notAllowed', whyNot(kind, row, actor, move))
  // What the clock decides does not hang on how soon it comes round.
  if (actor !== SYSTEM && row.clockAt !== undefined && row.clockAt <= world.now && !stateOf(kind, row.state).clock?.hurries)
    throw new AppError('notOpen', '这一步的时间已经过了，请刷新再看')
  const mayAsk = asksOf(kind, row, move, world.about)
  const asked = following(kind.fields, mayAsk, { ...row.answers, ...given })
  const input = readInput(kind, row, asked, acting.party, without(given, mayAsk, asked), world.about)
  const answers = { ...row.answers } as Answers
  // What is left open now has no answer any more, nor what does not follow any more.
  for (const question of asked) delete answers[question]
  Object.assign(answers, input)
  const followed = following(kind.fields, Object.keys(answers), answers)
  for (const question of Object.keys(answers)) if (!followed.includes(question)) delete answers[question]
  if (move.ruled) checkRules(kind, answers, world)

  const agreed = move.by === 'each' ? [...row.agreed, acting.party] : []
  const missing = move.by === 'each' ? moversOf(stateOf(kind, row.state), move).filter((party) => !agreed.includes(party)) : []
  const office = move.assigns ? kind.fields[move.assigns] : undefined
  return {
    kind,
    row,
    move: name,
    actor,
    ...acting,
    targets: missing.length > 0 ? [stay] : listOf(move.to),
    ...(move.effect && missing.length === 0 ? { effect: move.effect } : {}),
    input,
    given: Object.keys(given),
    ...holding(kind, row, answers),
    agreed,
    offices: office?.type === 'office' ? { ...row.offices, [office.role]: String(input[move.assigns as string]) } : row.offices,
  }
}

/**
 * What a person keeps of her answers without moving; what is left open stays open. A step like any other that stays.
 * @throws AppError notAllowed, invalidInput (by field)
 */
export function save(kind: AnyKind, row: Case, actor: Actor, given: Record<string, unknown>, world: World): Step {
  const state = stateOf(kind, row.state)
  const party = listOf(state.waitsFor).find((one) => !isOfficial(one) && actsAs(row, actor, one))
  if (party === undefined) throw new AppError('notAllowed', '现在不能改，要等它回到您这里')
  const hers = Object.values(state.moves ?? {}).filter((move) => {
    const acting = actingParty(kind, row, actor, move)
    return acting !== undefined && !isOfficial(acting.party)
  })
  const names = new Set(hers.flatMap((move) => asksOf(kind, row, move, world.about)))
  const problems: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  const answers: Record<string, unknown> = { ...row.answers }
  for (const name of Object.keys(given)) {
    const value = tidy(given[name])
    const problem = names.has(name) ? !isBlank(value) && problemWith(kind.fields[name], value, world.about) : '这里没有这一项'
    if (problem) {
      problems[name] = problem
      continue
    }
    input[name] = value
    if (isBlank(value)) delete answers[name]
    else answers[name] = value
  }
  if (Object.keys(problems).length > 0) invalid(problems)
  const kept = { given: Object.keys(input), ...holding(kind, row, answers as Answers), agreed: [], offices: row.offices }
  return { kind, row, move: SAVED, actor, party, standingIn: false, targets: [stay], input: input as Answers, ...kept }
}

type Times = Pick<Case, 'due' | 'dueEstimated' | 'nameBy' | 'clockAt'>

/** Deadlines and clock of a state that is reached now. */
function timesOf(state: State, world: World, facts: Facts): Times {
  const after = (length: Duration) => dueAfter(world.now, length, world.calendar)
  const clock = state.clock && ('after' in state.clock ? after(state.clock.after) : { at: state.clock.at(facts), estimated: false })
  if (clock && !isMoment(clock.at)) throw new Error(`${state.label}: the clock cannot stand at ${clock.at}`)
  const length = lengthOf(state.within, facts)
  const naming = Object.values(state.moves ?? {}).flatMap(({ namedWithin }) => lengthOf(namedWithin, facts) ?? [])[0]
  const at = state.dueAt?.(facts)
  if (at !== undefined && !isMoment(at)) throw new Error(`${state.label}: nothing can be due at ${at}`)
  const own = length ? after(length) : at === undefined ? undefined : { at, estimated: false }
  const due = own ?? (listOf(state.waitsFor).length > 0 ? clock : undefined)
  return {
    ...(due ? { due: due.at, dueEstimated: due.estimated } : {}),
    ...(naming ? { nameBy: after(naming).at } : {}),
    ...(clock ? { clockAt: clock.at } : {}),
  }
}

/** The way back from a state, when a move there leads back. */
function wayFrom(row: Case, declared: State, returning: boolean): readonly string[] {
  const leadsBack = Object.values(declared.moves ?? {}).some((move) => listOf(move.to).includes(sender))
  return returning ? wayBack(row).slice(1) : leadsBack ? [row.state, ...wayBack(row)] : []
}

/**
 * Where a case really stands when it would come to a state whose party lacks her consent: with her, until she gives it.
 * @throws AppError consentMissing where the kind has no such place, or she has just left it open
 */
function heldBack(kind: AnyKind, row: Case, state: string, answers: Answers): string {
  const [field] = wantingAt(kind, state, answers)
  if (field === undefined) return state
  if (kind.unconsented !== undefined && row.state !== kind.unconsented) return kind.unconsented
  throw new AppError('consentMissing', `要先有本人同意：${kind.fields[field].label}`, { fields: { [field]: '还没有同意' } })
}

/** Whether a step names too late what is missing: what was handed in then counts as complete from the day it came (行政许可法 32). */
export const namesTooLate = ({ kind, row, move }: Pick<Step, 'kind' | 'row' | 'move'>, now: string): boolean =>
  movesOf(kind, row.state)[move]?.namedWithin !== undefined && row.nameBy !== undefined && row.nameBy < now

/** What goes on counting while the case is elsewhere, as long as a way leads back to it. */
function countingOn(step: Step, way: readonly string[], now: string): Case['countsOn'] {
  const { state, due, dueEstimated, nameBy, countsOn } = step.row
  if (!namesTooLate(step, now)) return countsOn && way.includes(countsOn.state) ? countsOn : undefined
  return { state, ...(due === undefined ? {} : { due, dueEstimated: dueEstimated ?? false }), ...(nameBy ? { nameBy } : {}) }
}

/** The row in another state: its own deadlines, unless they counted on, nobody has agreed yet, and the way back. */
function moveTo(step: Step, way: readonly string[], state: string, times: Times, now: string): Case {
  const {
    sender: _way,
    due: _due,
    dueEstimated: _estimated,
    nameBy: _named,
    clockAt: _clock,
    countsOn: before,
    redo: _redo,
    ...kept
  } = step.row
  const after = countingOn(step, way, now)
  const { state: _state, ...counted } = before?.state === state ? before : { state }
  return {
    ...{ ...kept, ...(way.length > 0 ? { sender: way.join('<') } : {}), ...times, ...counted, state, agreed: [] },
    ...(after ? { countsOn: after } : {}),
    ...(namesTooLate(step, now) ? { slow: true as const } : {}),
  }
}

/**
 * Lets a step arrive at one of its outcomes: the next row, for whom it waits, whom to tell.
 * @param outcome one of the step's targets; need not be said when there is only one
 * @param found what the effect found, for the words
 * @param people persons that the effect found for parties of the case
 * @throws AppError consentMissing, officeMissing; Error when the outcome is none of the targets (a defect)
 */
export function arrive(
  step: Step,
  world: World,
  outcome: string | undefined = step.targets.length === 1 ? step.targets[0] : undefined,
  found: Record<string, unknown> = {},
  people: Readonly<Record<string, string>> = {},
): Landing {
  const { kind, row } = step
  if (outcome === undefined || !step.targets.includes(outcome)) throw new Error(`${kind.kind}.${step.move} cannot lead to ${outcome}`)
  const stranger = Object.keys(people).find((party) => !Object.keys(kind.people ?? {}).includes(party))
  if (stranger) throw new Error(`${kind.kind} has no person ${stranger}`)
  const facts = factsOf(step, world, found)
  const from = outcome === sender ? wayBack(row)[0] : outcome
  if (from === undefined) throw new AppError('notOpen', '没有找到是谁退回的，请联系妇联')
  const redone = step.redo ?? row.redo
  const { target, redo } = outcome === sender ? comesBackTo(kind, from, redone) : { target: from, redo: redone }
  const moved = target !== stay
  const { state: aim, skipped } = moved ? skipOver(kind, target, facts) : { state: row.state, skipped: [] }
  const state = moved ? heldBack(kind, row, aim, step.answers) : aim
  const declared = stateOf(kind, state)
  const way = aim === row.state ? wayBack(row) : wayFrom(row, stateOf(kind, aim), outcome === sender)

  const [hands, makers] = [handsOf(step), makersOf(step)]
  const next: Case = {
    ...(moved
      ? moveTo(step, state === aim ? way : [aim, ...way], state, timesOf(declared, world, facts), world.now)
      : { ...row, agreed: [...new Set([...row.agreed, ...step.agreed])] }),
    ...(hands ? { hands } : {}),
    ...(makers ? { makers } : {}),
    ...(redo === undefined ? {} : { redo }),
    version: row.version + 1,
    answers: step.answers,
    offices: step.offices,
    people: { ...row.people, ...people },
    // Another office than before has not seen the case yet.
    reached: [...new Set([...row.reached.filter((party) => step.offices[party] === row.offices[party]), ...listOf(declared.waitsFor)])],
  }
  const todos = todosOf(kind, next)
  const tells = moved ? tellsOf(kind, next, step, todos, facts) : []
  return { row: next, from: row.state, skipped, todos, tells, ended: isEnd(kind, state) }
}

import type { Duration } from './deadline'
import type { Answers, Fields, FieldType } from './fields'
import type { Level, OfficeRole } from './place'

/**
 * Who can act on a case. `applicant` and the kind's own people are persons; `organiser` is the cadre of the place that owns the thing
 * applied for; the levels are the cadres of the applicant's places; partners act where the case was handed to their office.
 */
export type Party<P extends string = never> = 'applicant' | 'organiser' | Level | OfficeRole | P

/** Back to the state that sent the case here. */
export const sender = '<sender'
/** Recorded without leaving the state. */
export const stay = '=stay'

/** The consents that the state lacks to which the case would go back. */
export const wanting = { wanting: 'consents' } as const

/** What a kind's words and rules may look at. */
export interface Facts<F extends Fields = Fields> {
  answers: Readonly<Answers<F>>
  /** the thing applied for, as its feature publishes it */
  about: Readonly<Record<string, unknown>>
  /** what the effect of the last move found, e.g. the place in the queue */
  found: Readonly<Record<string, unknown>>
  /** UTC ISO text */
  now: string
}

/** One rule of who may apply. `ok` is undefined as long as a fact is missing. */
export interface Verdict {
  rule: string
  ok?: boolean
  /** the question whose answer decides */
  needs?: string
  /** why not, and what would help */
  why?: string
}

/** One group of the questions of a long form, done by itself: a line of its task list and a page. */
export interface Part<F extends string = string> {
  title: string
  /** one line under the title, in her words */
  hint?: string
  fields: readonly F[]
}

interface MoveWords<F extends string, P extends string> {
  label: string
  /** what it is called once it has happened, in her timeline; by default the label */
  done?: string
  /** who may make it; by default whom the state waits for; `each`: all of them must before the case goes on; `system`: only another effect or the clock */
  by?: Party<P> | readonly Party<P>[] | 'each' | 'system'
  /** the questions that it asks, those that the last list of corrections names, or the consents that are wanting where it leads */
  asks?: readonly F[] | { namedIn: F } | typeof wanting
  /** somebody else must make it than who last made one of these moves */
  notBy?: readonly string[]
  /** the kind's rules must all hold */
  ruled?: true
  /** the office answered here takes the case for its role */
  assigns?: F
  tone?: 'danger'
  /** a question to be answered with yes before it happens; it may hang on who knows of the case already */
  confirm?: string | ((row: { reached: readonly string[] }) => string)
  /** it names what is missing, and how soon after the case has come it is to do so; done later, the time of its state counts on all the while */
  namedWithin?: Duration | { of(facts: Facts): Duration }
  /** a cadre may make it for several cases at once: no judgement of the single case is needed */
  batch?: true
}

/** A move with several outcomes names the effect that chooses one in the same unit of work. */
export type Move<F extends string = string, S extends string = string, P extends string = string> = MoveWords<F, P> &
  ({ to: S | typeof sender | typeof stay; effect?: string } | { to: readonly S[]; effect: string })

/** A move open in every state that is neither an end nor excepted. */
export type AnywhereMove<F extends string = string, S extends string = string, P extends string = string> = Move<F, S, P> & {
  except?: readonly S[]
}

/** When the clock moves a case on: counted from its arrival, or at a moment (UTC ISO text) that the kind works out on its arrival. */
export type Clock<V extends Fields = Fields> = {
  move: string
  /** it only hurries: whoever could act before may still act until it has come round */
  hurries?: true
} & ({ after: Duration } | { at(facts: Facts<V>): string })

export interface State<F extends string = string, S extends string = string, P extends string = string, V extends Fields = Fields> {
  /** for cadres, statistics and timelines */
  label: string
  /** for her; by default the label */
  hers?: string
  /** what she is told when the case arrives here; must be a method so that a kind's own facts fit */
  says?(facts: Facts<V>): string
  tone?: 'wait' | 'ok' | 'danger' | 'plain'
  waitsFor?: Party<P> | readonly Party<P>[]
  /** how long it may take: always the same, or by what the kind's rules look at */
  within?: Duration | { of(facts: Facts<V>): Duration }
  /** a deadline of hours, as a moment that the kind works out on its arrival: whoever is above is told the moment that it has passed */
  dueAt?(facts: Facts<V>): string
  /** with a deadline of hours: later moments at which whoever is above is told again, for more is late by then */
  lateAgain?(facts: Pick<Facts<V>, 'answers'>): readonly string[]
  /** of those for whom it waits, whom its arrival is told to: by default all; must be a method so that a kind's own facts fit */
  tells?(facts: Facts<V>): readonly string[]
  /** why a waiting state has no deadline */
  noDeadline?: string
  /** the answers on which what is decided here rests: when one of them changes later it is forgotten, and this stage is passed again */
  restsOn?: readonly F[]
  /** the stage is passed over when this says so */
  skip?: { to: S; when(facts: Facts<V>): boolean }
  /** a move by the clock; a state that waits for somebody is due then, unless it says otherwise */
  clock?: Clock<V>
  /** what was said is destroyed when the case has stood here for so long, with a record of that; by default it is kept */
  keptFor?: Duration
  /** nothing more is expected of anybody, though the system may still take it back: an end for all but the system's own moves */
  over?: true
  moves?: Readonly<Record<string, Move<F, S, P>>>
}

export interface Kind<V extends Fields = Fields, S extends string = string, P extends string = string> {
  kind: string
  /** a case keeps the edition that it began under */
  edition: number
  /** an edition that no new case may begin under */
  retired?: true
  title: string
  about: 'region' | 'activity' | 'text' | 'loan' | 'child'
  /** one open case per person, whatever it is about; by default one per person and thing */
  onePerPerson?: true
  /** the question for the ID number of whose case it is: there is one open case per number, whatever the account */
  oncePerNumber?: keyof V & string
  fields: V
  /** persons with a part of their own in the case, besides the applicant */
  people?: Readonly<Record<P, string>>
  /** the questions of the first move in groups, where they are many: each stands in exactly one */
  parts?: readonly Part<keyof V & string>[]
  /** the consent that must be given before a party sees anything; it can be taken back at any time */
  consents?: Readonly<Partial<Record<Party<P>, keyof V & string>>>
  /** where a case waits for her as long as whoever is next lacks her consent; without such a state the move is refused */
  unconsented?: S
  /** parties that must be different persons in one case: who has acted as one of them never acts as another */
  apart?: readonly Party<P>[]
  /** the applicant's name and face are not asked for, and nobody is told who she is */
  anonymous?: true
  /** notices and titles say only that there is news */
  neutral?: true
  /** its persons are told no more of the thing, of its places and of those who deal with it than its title says */
  discreet?: true
  /** minutes count: an official whom WeChat does not reach is told by text message, and words wait for no check */
  urgent?: true
  /** cadres of the thing's places begin it, for the applicant whom the first move's effect finds */
  begunByCadre?: true
  start: S
  states: Readonly<Record<S, State<keyof V & string, S, P, V>>>
  anywhere?: Readonly<Record<string, AnywhereMove<keyof V & string, S, P>>>
  /** who may apply, in her words; declared as a method so that a list of kinds of different fields can be made */
  rules?(facts: Facts<V>): readonly Verdict[]
}

/** The names of the fields of one type. */
type NamesOf<V extends Fields, T extends FieldType> = { [K in keyof V & string]: V[K] extends { type: T } ? K : never }[keyof V & string]

interface Declared<V extends Fields, S extends string, P extends string> {
  kind: string
  edition?: number
  retired?: true
  title: string
  about: 'region' | 'activity' | 'text' | 'loan' | 'child'
  onePerPerson?: true
  oncePerNumber?: NamesOf<NoInfer<V>, 'idCard'>
  fields: V
  people?: Readonly<Record<P, string>>
  parts?: readonly Part<keyof V & string>[]
  consents?: Readonly<Partial<Record<Party<NoInfer<P>>, NamesOf<NoInfer<V>, 'consent'>>>>
  unconsented?: NoInfer<S>
  apart?: readonly Party<NoInfer<P>>[]
  anonymous?: true
  neutral?: true
  discreet?: true
  urgent?: true
  begunByCadre?: true
  start: NoInfer<S>
  states: { readonly [K in S]: State<keyof V & string, NoInfer<S>, NoInfer<P>, NoInfer<V>> }
  anywhere?: Readonly<Record<string, AnywhereMove<keyof V & string, NoInfer<S>, NoInfer<P>>>>
  rules?(facts: Facts<NoInfer<V>>): readonly Verdict[]
}

/** Declares a kind (事项). A wrong state, field or party name does not compile. */
export function defineKind<const V extends Fields, const S extends string, const P extends string = never>(
  declared: Declared<V, S, P>,
): Kind<V, S, P> {
  return { edition: 1, ...declared } as Kind<V, S, P>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of kinds forgets which fields, states and people each one has
export type AnyKind = Kind<any, any, any>

/** Whether nothing is expected to happen to the case any more. */
export const isEnd = (kind: AnyKind, state: string): boolean => stateOf(kind, state).over === true || isClosed(kind, state)

/** Whether nothing can happen to the case any more, not even by the system. */
export const isClosed = (kind: AnyKind, state: string): boolean => {
  const { moves, clock } = stateOf(kind, state)
  return !clock && Object.keys(moves ?? {}).length === 0
}

/** How long something may take for a case. */
export const lengthOf = (within: State['within'], facts: Facts): Duration | undefined =>
  within && ('of' in within ? within.of(facts) : within)

/** @throws Error when the kind has no such state: a defect, not a refusal */
export function stateOf(kind: AnyKind, state: string): State {
  const found = Object.keys(kind.states).includes(state) ? (kind.states[state] as State) : undefined
  if (!found) throw new Error(`${kind.kind} has no state ${state}`)
  return found
}

/** All moves of a state: its own first, then those open everywhere (unless the state is an end). */
export function movesOf(kind: AnyKind, state: string): Readonly<Record<string, Move>> {
  const moves: Record<string, Move> = { ...stateOf(kind, state).moves }
  if (isEnd(kind, state)) return moves
  for (const [name, move] of Object.entries<AnywhereMove>(kind.anywhere ?? {}))
    if (!moves[name] && !move.except?.includes(state)) moves[name] = move
  return moves
}

/** The questions that a move always asks; those that hang on the case are worked out from it. */
export const askedBy = <F extends string>({ asks }: Pick<Move<F>, 'asks'>): readonly F[] =>
  asks && !('namedIn' in asks) && !('wanting' in asks) ? asks : []

export const listOf = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? one : [one as T]

/** Who may make a move: whom the state waits for, unless the move says otherwise. */
export function moversOf(state: State, move: Move): readonly string[] {
  return move.by === undefined || move.by === 'each' ? listOf(state.waitsFor) : listOf(move.by)
}

import type { Actor, AnyActor, Case } from '@shared/core/case'
import type { Answers } from '@shared/core/fields'
import type { PlaceChain } from '@shared/core/place'
import type { Atlas } from './atlas'
import type { Caller } from './caller'
import type { Manager } from './database'

/** What the feature behind a kind gives to the engine: the thing applied for, effects of its moves, facts for its views. */

/** The thing applied for, as its own feature knows it. */
export interface Subject {
  /** its own id, where whoever begins a case knows it by another: a mother knows a child by her pairing */
  id?: string
  title: string
  places: PlaceChain
  /** whose cadres hear of it, where that follows from the thing itself and she names no village */
  applicant?: PlaceChain
  /** what a kind's rules and words may look at */
  facts: Readonly<Record<string, unknown>>
}

/** Whose case it is, for rules that look at her own past; nobody in an anonymous case, and where only the thing itself is shown. */
export interface Asker {
  person: string | undefined
  /** who is about to begin a case, and may learn of the thing only then; nobody once there is one */
  beginner?: Caller
  /** until the unit ends, whatever else is done for her waits: what her past says then still holds; nothing where it is only shown */
  hold?: () => Promise<void>
  /** UTC ISO text */
  now: string
}

/** what a kind is about → how that is loaded @throws AppError notFound */
export type Subjects = Readonly<Record<string, (m: Manager, id: string, atlas: Atlas, asker?: Asker) => Promise<Subject>>>

export interface EffectContext {
  row: Case
  /** the questions that were answered with this very move: the row's other answers were given before */
  given: readonly string[]
  aboutId: string | null
  /** the thing applied for, as its feature publishes it */
  about: Subject['facts']
  actor: AnyActor
  /** UTC ISO text */
  now: string
  atlas: Atlas
  /** moves another case on, in the same unit of work */
  moveOther(id: string, move: string): Promise<void>
}

export interface Chosen {
  /** one of the move's outcomes; need not be said when it has only one */
  outcome?: string
  /** facts for the words that she is told */
  found?: Record<string, unknown>
  /** answers to questions that nobody is asked (`recorded`) */
  record?: Answers
  /** persons that it found for parties of the case */
  people?: Readonly<Record<string, string>>
  /** persons from whom the case is kept from now on */
  kept?: readonly string[]
  /** for whom a cadre has begun it, and the account that acts for her */
  applicant?: { person: string; account: string }
}

/** Chooses the outcome of a move in the same unit of work: the parent's row first, then the case's. */
export type Effect = (m: Manager, context: EffectContext) => Promise<Chosen>

/** `kind.effect` → what it does */
export type Effects = Readonly<Record<string, Effect>>

/** A case that is about to be erased: only ids, for it may be that nobody can open it. */
export type Leaving = Pick<EffectContext, 'aboutId' | 'now' | 'atlas' | 'moveOther'> & { row: Pick<Case, 'id'> }

/** kind → gives back what a case holds (a seat, a place in a queue), the parent's row first */
export type Releases = Readonly<Record<string, (m: Manager, leaving: Leaving) => Promise<void>>>

/** kind → refuses whoever has no say about the thing of a case, whatever her office, before anything is decided @throws AppError */
export type Bars = Readonly<Record<string, (m: Manager, at: { row: Case; aboutId: string | null; actor: Actor }) => Promise<void>>>

/** kind → what its rules look at besides the answers and the thing applied for, e.g. the policy that holds; `now`: UTC ISO text */
export type Grounds = Readonly<Record<string, (m: Manager, row: Pick<Case, 'answers'>, now: string) => Promise<Record<string, unknown>>>>

/** What a finder may look at beside the case: the thing applied for, who looks, and UTC ISO text. */
export interface Around {
  about: Subject['facts']
  /** as which parties: a finder may have more for one than for another */
  parties: readonly string[]
  now: string
}

/** kind → facts of its own that a view shows, e.g. the place in the queue */
export type Finders = Readonly<Record<string, (m: Manager, row: Case, around: Around) => Promise<Record<string, unknown>>>>

import type { AnyActor, Case } from '@shared/core/case'
import type { PartnerRole, PlaceChain } from '@shared/core/place'
import type { Tell } from '@shared/core/workflow'
import type { Manager } from '../../core/database'

/** The thing applied for, as its own feature knows it. */
export interface Subject {
  title: string
  places: PlaceChain
  /** what a kind's rules and words may look at */
  facts: Readonly<Record<string, unknown>>
}

/** Loads the thing applied for. @throws AppError notFound */
export type Subjects = Readonly<Record<string, (m: Manager, id: string, atlas: Atlas) => Promise<Subject>>>

export interface EffectContext {
  row: Case
  aboutId: string | null
  actor: AnyActor
  now: string
  /** moves another case on, in the same unit of work */
  moveOther(id: string, move: string): Promise<void>
}

/** Chooses the outcome of a move in the same unit of work: the parent's row first, then the case's. */
export type Effect = (m: Manager, context: EffectContext) => Promise<{ outcome: string; found?: Record<string, unknown> }>

/** `kind.effect` → what it does */
export type Effects = Readonly<Record<string, Effect>>

/** kind → facts of its own that a view shows, e.g. the place in the queue */
export type Finders = Readonly<Record<string, (m: Manager, row: Case) => Promise<Record<string, unknown>>>>

export interface Atlas {
  find(id: string): { id: string; name: string; level: string; chain: PlaceChain } | undefined
  nameOf(id: string): string
  offices: readonly { id: string; role: PartnerRole; county: string }[]
}

/** What the engine's service needs from the other features. */
export interface Ports {
  subjects: Subjects
  effects: Effects
  finders: Finders
  atlas(): Promise<Atlas>
  /** the only office of a role in a county, when there is just one */
  officesOf(county: string, atlas: Atlas): Readonly<Record<string, string>>
  profileOf(m: Manager, person: string): Promise<Readonly<Record<string, unknown>>>
  saveProfile(m: Manager, person: string, answers: Readonly<Record<string, unknown>>): Promise<void>
  nameOfAccount(account: string): Promise<string>
  tell(m: Manager, tells: readonly Tell[], about: { application: string; now: string }): Promise<void>
  /** binds pictures to a case @throws AppError invalidInput when one is not hers */
  keepUploads(m: Manager, ids: readonly string[], about: { application: string; account: string }): Promise<void>
}

import type { Case, Holder } from '@shared/core/case'
import type { PlaceChain } from '@shared/core/place'
import type { Tell } from '@shared/core/telling'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import type { Ordered } from '../../core/erasure'

/** A caring mother in a pairing of the child. */
export interface PairedMother {
  /** the pairing */
  id: string
  person: string | undefined
  name: string
  /** she cares for the child, or did not long ago; otherwise she has only been asked to, or did once */
  cares: boolean
}

/** Who has something erased and why, and when. */
export interface Erasing {
  ordered: Ordered
  atlas: Atlas
  now: string
}

/** What worries need of others. */
export interface WorryPorts {
  /** @throws AppError notFound when to her the case does not exist */
  look(m: Manager, caller: Caller, id: string): Promise<{ row: Case; stored: { kind: string }; parties: readonly string[] }>
  /** the child that a caring mother knows by her pairing @throws AppError notFound */
  childOf(m: Manager, caller: Caller, pairing: string, now: string): Promise<string>
  /** where a child lives, whoever asks */
  placesOf(m: Manager, child: string, now: string): Promise<PlaceChain>
  /** the same for cadres of its places @throws AppError notFound */
  mustKnow(caller: Caller, child: string, now: string): Promise<PlaceChain>
  /** nobody writes in the child's record until the unit ends */
  holdChild(m: Manager, child: string, now: string): Promise<unknown>
  /** suspends a person as a caring mother, wherever she is one and may care */
  halt(m: Manager, person: string, atlas: Atlas, now: string): Promise<void>
  /** the worries about a child, opened; one that is erased or damaged is left out */
  ofChild(m: Manager, child: string): Promise<readonly { id: string; state: string; answers: Readonly<Record<string, unknown>> }[]>
  /** destroys what a case says, with a record of that; its chain stays */
  eraseCase(m: Manager, id: string, by: Erasing): Promise<unknown>
  mothersOf(m: Manager, child: string, now: string): Promise<readonly PairedMother[]>
  accountsOf(m: Manager, holder: Holder): Promise<string[]>
  personsOf(m: Manager, accounts: readonly string[]): Promise<ReadonlyMap<string, string>>
  nameOf(account: string): Promise<string>
  nameOfPerson(person: string): Promise<string>
  phoneOf(account: string): Promise<string | undefined>
  tell(m: Manager, tells: readonly Tell[], about: { application: string; now: string }): Promise<void>
  /** account → whether a message about a case has arrived by any way */
  reached(m: Manager, application: string): Promise<ReadonlyMap<string, 'sent' | 'waiting' | 'failed'>>
  /** text messages are set up */
  sms: boolean
}

export interface WorryParts {
  db: Database
  ports: WorryPorts
}

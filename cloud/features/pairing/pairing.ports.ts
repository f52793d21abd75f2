import type { Case, Holder } from '@shared/core/case'
import type { Answers } from '@shared/core/fields'
import type { PlaceChain } from '@shared/core/place'
import type { Tell } from '@shared/core/telling'
import type { Child } from '@shared/features/pairing/matching.facts'
import type { AskedFor, MotherFacts } from '@shared/features/pairing/pairing.rules'
import type { Givers, Proposal } from '@shared/features/pairing/proposal'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import type { Ordered } from '../../core/erasure'
import type { DiaryStore } from './diary.store'
import type { TeamNames } from './team.store'

/** A caring mother as matching knows her, and whose case that is. */
export interface MotherKnown {
  person: string | undefined
  facts: MotherFacts
}

/** Who has something erased and why, and when. */
export interface Erasing {
  ordered: Ordered
  atlas: Atlas
  now: string
}

/** A case of a caring mother's, opened: that of her sign-up, or one of a pairing. */
export interface MotherCase {
  id: string
  person: string | undefined
  filer: string
  /** UTC ISO text */
  createdAt: string
  /** when anybody last moved it */
  changedAt: string
  state: string
  places: PlaceChain | undefined
  answers: Readonly<Record<string, unknown>>
}

/** A child as the register shows it to whoever makes pairs. */
export interface KnownChild {
  id: string
  code: string
  open: boolean
  /** each time that its guardian agreed that a caring mother sees what she needs, and in which pairings; undefined: one of earlier does not say */
  agreed: readonly { day: string; at: string; by: string; pairings: readonly string[] | undefined }[]
  chain: PlaceChain & { village: string; town: string }
  ageBand: string | null
  /** what matching compares */
  care: AskedFor['care']
}

/** What pairings need of others. */
export interface PairingPorts {
  children: {
    hold(m: Manager, id: string, now: string): Promise<KnownChild>
    look(m: Manager, id: string, now: string): Promise<KnownChild>
    /** for a line of a list: undefined for one whose record was changed outside */
    ifWhole(m: Manager, id: string, now: string): Promise<KnownChild | undefined>
    mustKnow(caller: Caller, id: string, now: string): Promise<KnownChild>
    reveal(
      m: Manager,
      id: string,
      by: { actor: string; about: string; now: string },
    ): Promise<{ called: string; meetAt: string; guardianPhone: string }>
    ofCounty(county: string): Promise<Pick<KnownChild, 'id' | 'chain' | 'care'>[]>
  }
  mother(m: Manager, id: string): Promise<MotherCase | undefined>
  /** nobody moves her case until the unit ends */
  held(m: Manager, id: string): Promise<MotherCase | undefined>
  /** a pairing's own case, opened */
  pair(m: Manager, id: string): Promise<MotherCase | undefined>
  /** pictures and sounds, as the uploads feature keeps them */
  uploads: {
    keep(m: Manager, ids: readonly string[], about: { application: string; account: string; sound?: boolean }): Promise<void>
    letGo(m: Manager, keeper: string, ids?: readonly string[]): Promise<void>
    read(keeper: string, id: string, sound: boolean): Promise<Buffer>
  }
  /** her cases as a caring mother but one, the newest first */
  others(m: Manager, person: string, but: string): Promise<MotherCase[]>
  /** all who are caring mothers in a county, as matching knows them */
  mothers(m: Manager, county: string): Promise<MotherKnown[]>
  /** a page of them, by key */
  mothersOf(
    m: Manager,
    of: { places: Pick<PlaceChain, 'county' | 'town'>; states: readonly string[]; after: string; most: number },
  ): Promise<{ items: MotherCase[]; next: string | null }>
  /** the cases of these pairings */
  pairings(m: Manager, ids: readonly string[]): Promise<Pick<MotherCase, 'id' | 'state' | 'answers'>[]>
  /** begins the case of a pairing, in the unit @throws AppError whatever the engine decides */
  begin(m: Manager, caller: Caller, id: string, about: string, input: Answers, atlas: Atlas, now: string): Promise<unknown>
  atlas(): Promise<Atlas>
  /** persons whom an open worry names: they care for no child */
  named(m: Manager): Promise<ReadonlySet<string>>
  /** who never cares for which child because of a worry that is over, and was no mistake: of one child, or of all */
  apart(m: Manager, childId: string | undefined): Promise<readonly { childId: string; personId: string }[]>
  /** whether a worry that is over named a person, and was no mistake */
  marked(m: Manager, person: string | undefined): Promise<boolean>
  /** whether a worry about a child names a person: she has no say about it */
  bars(m: Manager, child: string, person: string | undefined): Promise<boolean>
  /** names as far as the caller may see them */
  names(caller: Caller, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string }>>
  /** @throws AppError notFound when to her the case does not exist */
  look(
    m: Manager,
    caller: Caller,
    id: string,
  ): Promise<{ row: Case; stored: { aboutId: string | null; kind: string; changedAt: string }; parties: readonly string[] }>
  /** somebody is worried about the child, and that is not closed */
  worried(m: Manager, child: string): Promise<boolean>
  moveIfOpen(m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void>
  /** destroys what a case says, with a record of that; its chain stays */
  eraseCase(m: Manager, id: string, by: Erasing): Promise<unknown>
  tell(m: Manager, tells: readonly Tell[], about: { application: string | null; now: string }): Promise<void>
  accountsOf(m: Manager, holder: Holder): Promise<string[]>
  /** works out a proposal beside the server */
  propose(asked: { children: readonly Child[]; givers: Givers }): Promise<Proposal>
}

export interface PairingParts {
  db: Database
  diaries: DiaryStore
  teamNames: TeamNames
  ports: PairingPorts
}

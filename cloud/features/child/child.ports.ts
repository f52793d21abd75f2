import type { Holder } from '@shared/core/case'
import type { WorkCalendar } from '@shared/core/deadline'
import type { Tell } from '@shared/core/telling'
import type { Logger } from 'pino'
import type { Atlas } from '../../core/atlas'
import type { Database, Manager } from '../../core/database'
import type { Ordered } from '../../core/erasure'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import type { ChildStore, PartStore } from './child.store'

/** Pictures of consents and of children, as the uploads feature keeps them. */
export interface Pictures {
  /** @throws AppError invalidInput for one that is not hers or already another's */
  keep(m: Manager, ids: readonly string[], about: { application: string; account: string }): Promise<void>
  /** destroys the keys in the unit; all of a keeper, or only these */
  letGo(m: Manager, keeper: string, ids?: readonly string[]): Promise<void>
  /** signed, for five minutes */
  address(id: string, now: string): string
}

/** From when until when what was done for a child is kept from somebody; null: it goes on. UTC ISO text. */
export interface Kept {
  childId: string
  since: string
  until: string | null
}

/** What worries about children keep, and from whom: nobody whom one names may learn of it by the register, nor undo what is done. */
export interface Worries {
  keptFrom(m: Manager, child: string): Promise<string[]>
  keptOf(m: Manager, person: string | undefined): Promise<readonly Kept[]>
  bars(m: Manager, child: string, person: string | undefined): Promise<boolean>
  /** a worry about the child is not closed: the law keeps its record */
  isOpen(m: Manager, child: string): Promise<boolean>
}

/** What the register needs of others. */
export interface ChildPorts {
  atlas(): Promise<Atlas>
  nameOf(account: string): Promise<string>
  accountsOf(m: Manager, holder: Holder): Promise<string[]>
  tell(m: Manager, tells: readonly Tell[], now: string): Promise<void>
  pictures: Pictures
  worries: Worries
  calendar: WorkCalendar
  /** pairings of a child that is held for which its guardian is to be asked */
  asking(m: Manager, child: string): Promise<string[]>
  /** ends the pairings of a child that is held, in the same unit */
  unpair(m: Manager, child: string, atlas: Atlas, now: string): Promise<void>
  /** destroys what was said about a child that is held in its pairings and worries, in the same unit, each with a record of its own; they are over by then */
  forgetCases(m: Manager, child: string, by: { ordered: Ordered; atlas: Atlas; now: string }): Promise<void>
  /** how many children somebody may open on one day before the county is told */
  readsADay: number
}

export interface ChildParts {
  db: Database
  seal: Sealer
  marks: Marks
  store: ChildStore
  parts: PartStore
  ports: ChildPorts
  log: Pick<Logger, 'error'>
}

/** Tells whoever holds a place, but never the one who has just acted, nor the persons of `except`. Words carry coded names only. @returns to how many accounts it goes */
export async function tellPlaces(
  m: Manager,
  { accountsOf, tell }: Pick<ChildPorts, 'accountsOf' | 'tell'>,
  to: readonly Holder[],
  words: Pick<Tell, 'title' | 'text' | 'sort' | 'leads'>,
  { by, now, except }: { by: string | null; now: string; except?: readonly string[] },
): Promise<number> {
  const accounts = new Set<string>()
  for (const holder of to) for (const account of await accountsOf(m, holder)) if (account !== by) accounts.add(account)
  const tells = [...accounts].map(
    (account): Tell => ({ to: { account }, party: 'cadre', uncalled: true, ...words, ...(except ? { except } : {}) }),
  )
  if (tells.length > 0) await tell(m, tells, now)
  return tells.length
}

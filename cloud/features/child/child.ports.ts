import type { Holder } from '@shared/core/case'
import type { WorkCalendar } from '@shared/core/deadline'
import type { Tell } from '@shared/core/telling'
import type { Atlas } from '../../core/atlas'
import type { Database, Manager } from '../../core/database'
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

/** What the register needs of others. */
export interface ChildPorts {
  atlas(): Promise<Atlas>
  nameOf(account: string): Promise<string>
  accountsOf(m: Manager, holder: Holder): Promise<string[]>
  tell(m: Manager, tells: readonly Tell[], now: string): Promise<void>
  pictures: Pictures
  calendar: WorkCalendar
  /** ends the pairings of a child that is held, in the same unit */
  unpair(m: Manager, child: string, atlas: Atlas, now: string): Promise<void>
  /** destroys what was written and known about a child that is held in its pairings, in the same unit; they are over by then */
  forgetCompany(m: Manager, child: string, atlas: Atlas, now: string): Promise<void>
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
}

/** Tells whoever holds a place, but never the one who has just acted. Words carry coded names only. */
export async function tellPlaces(
  m: Manager,
  { accountsOf, tell }: Pick<ChildPorts, 'accountsOf' | 'tell'>,
  to: readonly Holder[],
  words: Pick<Tell, 'title' | 'text' | 'sort' | 'leads'>,
  { by, now }: { by: string | null; now: string },
): Promise<void> {
  const accounts = new Set<string>()
  for (const holder of to) for (const account of await accountsOf(m, holder)) if (account !== by) accounts.add(account)
  const tells = [...accounts].map((account): Tell => ({ to: { account }, party: 'cadre', uncalled: true, ...words }))
  if (tells.length > 0) await tell(m, tells, now)
}

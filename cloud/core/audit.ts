/** What somebody changed behind the program's back, by id and sort of damage; no personal data. */
export interface Finding {
  /** the table, or `anchor` */
  what: string
  id: string
  receipt?: string
  damage: Damage
  /** the number of an event in its chain */
  seq?: number
}

export type Damage =
  | 'rowChanged'
  | 'rowMissing'
  | 'eventChanged'
  | 'eventRemoved'
  | 'eventAdded'
  | 'eventsReordered'
  | 'keyDamaged'
  | 'keyRemoved'
  | 'missing'
  | 'older'
  | 'anchorMissing'
  | 'anchorChanged'
  | 'anchorForgotten'

/** What an anchor keeps of one thing: its table, its id, how often it has changed, and the hash or mark of that state. */
export type Entry = readonly [what: string, id: string, seq: number, head: string]

/** A table that can be audited: implemented by the feature that owns it. All of it is read in pages, by key. */
export interface Audited {
  what: string
  /** counts as it goes along; `findings` may be read only once */
  findings(): AsyncIterable<Finding>
  /** how many things were looked at so far */
  seen(): number
  /** what changed at or after `since` (UTC ISO text), in pages */
  changes(since: string): AsyncIterable<Entry[]>
  /** compares anchored entries (at most a page of them) with what is stored now */
  compare(entries: readonly Entry[]): Promise<Finding[]>
}

export const AUDIT_PAGE = 500

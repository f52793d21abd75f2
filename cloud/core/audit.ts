import { MoreThan } from 'typeorm'

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

/** A page of a table, by id. */
export const pageAfter = (after: string) => ({ where: { id: MoreThan(after) }, order: { id: 'ASC' as const }, take: AUDIT_PAGE })

/** A table whose rows stand by themselves, each with a mark: rows that their mark does not bear out are named. */
export function markedRows<Row extends { id: string }>(
  what: string,
  find: (after: string) => Promise<Row[]>,
  isWhole: (row: Row) => boolean,
): Pick<Audited, 'what' | 'findings' | 'seen'> & { pages(): AsyncIterable<Row[]> } {
  let seen = 0
  const pages = async function* () {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const rows: Row[] = await find(after)
      yield rows
      after = rows.length === AUDIT_PAGE ? rows.at(-1)?.id : undefined
    }
  }
  return {
    what,
    pages,
    seen: () => seen,
    findings: async function* () {
      for await (const rows of pages()) {
        seen += rows.length
        for (const { id } of rows.filter((row) => !isWhole(row))) yield { what, id, damage: 'rowChanged' }
      }
    },
  }
}

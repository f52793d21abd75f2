import { type EntityTarget, MoreThan } from 'typeorm'
import { changeOne, type Database, type Manager } from './database'
import type { Sealer } from './seal'

interface SealedRow {
  id: string
  dataKey: string
}

/** A table whose rows have a wrapped data key each. */
export interface SealedTable {
  what: string
  entity: EntityTarget<SealedRow>
  find(m: Manager, after: string, most: number): Promise<SealedRow[]>
  rewrap(m: Manager, row: SealedRow, wrapped: string): Promise<boolean>
  /** what the key of a row belongs to */
  rowOf(row: SealedRow): string
}

/** `rowOf` is told whole rows. */
export const sealedTable = <Row extends SealedRow>(what: string, entity: EntityTarget<Row>, rowOf: (row: Row) => string): SealedTable => ({
  what,
  entity,
  find: (m, after, most) => m.find<SealedRow>(entity, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: most }),
  // Only if it is still the key that was read: a key that was destroyed meanwhile must not come back.
  rewrap: (m, { id, dataKey }, wrapped) =>
    changeOne<SealedRow>(m, entity, 'id = :id AND data_key = :dataKey', { id, dataKey }, { dataKey: wrapped }),
  rowOf: (row) => rowOf(row as Row),
})

export interface Rotation {
  /** table → how many keys were wrapped anew */
  rewrapped: Record<string, number>
  /** `table id` of keys that no master key opens */
  unopened: string[]
  /** whether nothing old is left; not so as long as a server goes on wrapping with an older key */
  done: boolean
}

const PAGE = 200
const MOST_PASSES = 20
/** Rows of one unit of work: a server that writes meanwhile waits for a few milliseconds at most. */
const TOGETHER = 50

/** Wraps every old key of a table once. */
async function onePass(db: Database, seal: Sealer, table: SealedTable, unopened: Set<string>): Promise<number> {
  let count = 0
  const renewed = (row: SealedRow): { row: SealedRow; wrapped: string }[] => {
    if (row.dataKey === '') return []
    try {
      const wrapped = seal.rewrap(table.rowOf(row), row.dataKey)
      return wrapped === row.dataKey ? [] : [{ row, wrapped }]
    } catch {
      unopened.add(`${table.what} ${row.id}`)
      return []
    }
  }
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: SealedRow[] = await table.find(db.read, after, PAGE)
    const old = rows.flatMap(renewed)
    for (let i = 0; i < old.length; i += TOGETHER) {
      const changed = await db.write((m) => Promise.all(old.slice(i, i + TOGETHER).map((one) => table.rewrap(m, one.row, one.wrapped))))
      count += changed.filter(Boolean).length
    }
    after = rows.length === PAGE ? rows.at(-1)?.id : undefined
  }
  return count
}

/**
 * Wraps every data key with the newest master key while servers go on working, again and again until nothing old is left: until they
 * have noticed the newest key, they still wrap with the one before it. `pause` lasts longer than that.
 */
export async function rewrapAll(db: Database, seal: Sealer, tables: readonly SealedTable[], pause: () => Promise<void>): Promise<Rotation> {
  const rewrapped = Object.fromEntries(tables.map(({ what }) => [what, 0]))
  const unopened = new Set<string>()
  let done = false
  for (let pass = 0; pass < MOST_PASSES && !done; pass++) {
    await pause()
    done = true
    for (const table of tables) {
      const count = await onePass(db, seal, table, unopened)
      rewrapped[table.what] = (rewrapped[table.what] ?? 0) + count
      done &&= count === 0
    }
  }
  return { rewrapped, unopened: [...unopened], done }
}

import type { EntityTarget } from 'typeorm'
import { AUDIT_PAGE, type Audited, type Damage, type Entry, type Finding } from './audit'
import type { Database } from './database'

/** Looking for where an event belongs tries every place: longer chains are only said to be changed. */
const MOST_EVENTS = 200

/** A thing whose history is a chain: how many links it has, and the hash of the last one. */
interface ChainedRow {
  id: string
  events: number
  head: string
  recordedAt: string
}
interface Link {
  seq: number
  hash: string
}
export type Damaged = Pick<Finding, 'damage' | 'seq'>

export interface ChainParts<Row extends ChainedRow, Event extends Link> {
  /** the name of the table, as findings and anchors call it */
  what: string
  db: Database
  row: EntityTarget<Row>
  event: EntityTarget<Event>
  /** the property of an event that names its row */
  owner: keyof Event & string
  /** the hash of an event after the one before it */
  chained(before: string, event: Event): string
  /** what else may be wrong with a row: its mark, its key, what hangs on it */
  besides(row: Row, events: readonly Event[]): Promise<Damage[]> | Damage[]
  /** the number under which people know a row */
  receiptOf?(row: Row): string
}

/** The places at which an event fits its chain, as it stands there: its own only when what came before it was moved. */
function placesOf<Event extends Link>(chained: ChainParts<ChainedRow, Event>['chained'], event: Event, events: readonly Event[]): number[] {
  if (events.length > MOST_EVENTS) return []
  const hashes = new Set(events.map(({ hash }) => hash))
  const before = ['', ...hashes]
  return events.map((_, i) => i + 1).filter((seq) => before.some((hash) => hashes.has(chained(hash, { ...event, seq }))))
}

/** What is wrong with a chain, by the events that are there and the count and head on its row. */
function chainDamage<Event extends Link>(
  chained: ChainParts<ChainedRow, Event>['chained'],
  row: Pick<ChainedRow, 'events' | 'head'>,
  events: readonly Event[],
): Damaged[] {
  const found: Damaged[] = []
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  const last = Math.max(row.events, events.at(-1)?.seq ?? 0)
  let before: string | undefined = ''
  for (let seq = 1; seq <= last; seq++) {
    const event = bySeq.get(seq)
    if (!event) found.push({ damage: 'eventRemoved', seq })
    else if (seq > row.events) found.push({ damage: 'eventAdded', seq })
    else if (before !== undefined && chained(before, event) !== event.hash) {
      const places = placesOf(chained, event, events)
      const damage = places.length > 0 ? 'eventsReordered' : 'eventChanged'
      // One that stands where it belongs follows others that do not: these are named.
      if (!places.includes(seq) || found.length === 0) found.push({ damage, seq })
    }
    before = event?.hash
  }
  if (found.length === 0 && before !== row.head) found.push({ damage: 'rowChanged' })
  return found
}

async function damageOf<Row extends ChainedRow, Event extends Link>(
  { chained, besides }: ChainParts<Row, Event>,
  row: Row | undefined,
  events: readonly Event[],
): Promise<Damaged[]> {
  if (!row) return events.length > 0 ? [{ damage: 'rowMissing' }] : []
  const found = chainDamage<Event>(chained, row, events)
  for (const damage of await besides(row, events)) if (!found.some((one) => one.damage === damage)) found.push({ damage })
  return found
}

/** The rows of one page with all events of their range, so that events without a row are met as well. */
async function readPage<Row extends ChainedRow, Event extends Link>(parts: ChainParts<Row, Event>, after: string) {
  const { db, row, event, owner } = parts
  const rows = await db.read.createQueryBuilder(row, 'r').where('r.id > :after', { after }).orderBy('r.id').limit(AUDIT_PAGE).getMany()
  const last = rows.length === AUDIT_PAGE ? rows.at(-1)?.id : undefined
  const events = await db.read
    .createQueryBuilder(event, 'e')
    .where(last ? `e.${owner} > :after AND e.${owner} <= :last` : `e.${owner} > :after`, { after, last })
    .orderBy(`e.${owner}`)
    .addOrderBy('e.seq')
    .getMany()
  const found = new Map<string, { row: Row | undefined; events: Event[] }>(rows.map((one) => [one.id, { row: one, events: [] }]))
  for (const one of events) {
    const id = String(one[owner])
    const of = found.get(id) ?? { row: undefined, events: [] }
    of.events.push(one)
    found.set(id, of)
  }
  return { found, last }
}

/** Looked at again by itself, with nothing happening in between: what moves on while it is read looks broken. */
async function lookAgain<Row extends ChainedRow, Event extends Link>(parts: ChainParts<Row, Event>, id: string): Promise<Finding[]> {
  const { db, what, owner, receiptOf } = parts
  const readRow = () => db.read.createQueryBuilder(parts.row, 'r').where('r.id = :id', { id }).getOne()
  for (;;) {
    const row = await readRow()
    const events = await db.read.createQueryBuilder(parts.event, 'e').where(`e.${owner} = :id`, { id }).orderBy('e.seq').getMany()
    const damages = await damageOf(parts, row ?? undefined, events)
    if ((await readRow())?.head !== row?.head) continue
    const receipt = row && receiptOf?.(row)
    return damages.map((damaged) => ({ what, id, ...(receipt ? { receipt } : {}), ...damaged }))
  }
}

/** What an anchored state became: still there, rewritten, taken back, or gone with its row. */
function compared(entry: Entry, events: ReadonlyMap<string, string>, rows: { has(id: string): boolean }): Damage | undefined {
  const [, id, seq, head] = entry
  const now = events.get(`${id}|${seq}`)
  if (now === head) return undefined
  if (!rows.has(id)) return 'missing'
  return now === undefined ? 'older' : 'eventChanged'
}

/** A table whose rows have chains: each with its chain, and whatever else its feature looks at. */
export function chainAudit<Row extends ChainedRow, Event extends Link>(parts: ChainParts<Row, Event>): Audited {
  const { what, db, owner, receiptOf } = parts
  let seen = 0
  return {
    what,
    seen: () => seen,
    findings: async function* () {
      for (let after: string | undefined = ''; after !== undefined; ) {
        const { found, last }: Awaited<ReturnType<typeof readPage<Row, Event>>> = await readPage(parts, after)
        for (const [id, { row, events }] of found) if ((await damageOf(parts, row, events)).length > 0) yield* await lookAgain(parts, id)
        seen += found.size
        after = last
      }
    },
    changes: async function* (since) {
      let [at, id] = [since, '']
      for (;;) {
        const rows: Row[] = await db.read
          .createQueryBuilder(parts.row, 'r')
          .select(['r.id', 'r.events', 'r.head', 'r.recordedAt'])
          .where('(r.recordedAt > :at OR (r.recordedAt = :at AND r.id > :id))', { at, id })
          .orderBy('r.recordedAt')
          .addOrderBy('r.id')
          .limit(AUDIT_PAGE)
          .getMany()
        yield rows.map((row): Entry => [what, row.id, row.events, row.head])
        const last: Row | undefined = rows.at(-1)
        if (!last || rows.length < AUDIT_PAGE) return
        ;[at, id] = [last.recordedAt, last.id]
      }
    },
    compare: async (entries) => {
      const ids = [...new Set(entries.map(([, id]) => id))]
      const [events, rows] = await Promise.all([
        db.read
          .createQueryBuilder(parts.event, 'e')
          .select([`e.${owner}`, 'e.seq', 'e.hash'])
          .where(`e.${owner} IN (:...ids)`, { ids })
          .getMany(),
        db.read.createQueryBuilder(parts.row, 'r').where('r.id IN (:...ids)', { ids }).getMany(),
      ])
      const hashes = new Map(events.map((event) => [`${event[owner]}|${event.seq}`, event.hash]))
      const receipts = new Map(rows.map((row) => [row.id, receiptOf?.(row)]))
      return entries.flatMap((entry): Finding[] => {
        const damage = compared(entry, hashes, receipts)
        const [, id, seq] = entry
        const receipt = receipts.get(id)
        return damage ? [{ what, id, ...(receipt ? { receipt } : {}), damage, seq }] : []
      })
    },
  }
}

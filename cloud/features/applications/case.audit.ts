import { In, MoreThan } from 'typeorm'
import { AUDIT_PAGE, type Audited, type Damage, type Entry, type Finding } from '../../core/audit'
import type { Database } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { Application, ApplicationEvent } from './application.entity'
import { type chainedBy, ERASED, isErased } from './case.chain'
import { type CaseStore, caseRow } from './case.store'

const WHAT = 'application'
/** Looking for where an event belongs tries every place: longer chains are only said to be changed. */
const MOST_EVENTS = 200

interface Parts {
  db: Database
  store: Pick<CaseStore, 'isWhole'>
  seal: Sealer
  chained: ReturnType<typeof chainedBy>
}

type Damaged = Pick<Finding, 'damage' | 'seq'>

/** The places at which an event fits its chain, as it stands there: its own only when what came before it was moved. */
function placesOf({ chained }: Parts, event: ApplicationEvent, events: readonly ApplicationEvent[]): number[] {
  if (events.length > MOST_EVENTS) return []
  const hashes = new Set(events.map(({ hash }) => hash))
  const before = ['', ...hashes]
  return events.map((_, i) => i + 1).filter((seq) => before.some((hash) => hashes.has(chained(hash, { ...event, seq }))))
}

/** What is wrong with the chain of a case, by the events that are there and the count and head on its row. */
function chainDamage(parts: Parts, row: Pick<Application, 'events' | 'head'>, events: readonly ApplicationEvent[]): Damaged[] {
  const found: Damaged[] = []
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  const last = Math.max(row.events, events.at(-1)?.seq ?? 0)
  let before: string | undefined = ''
  for (let seq = 1; seq <= last; seq++) {
    const event = bySeq.get(seq)
    if (!event) found.push({ damage: 'eventRemoved', seq })
    else if (seq > row.events) found.push({ damage: 'eventAdded', seq })
    else if (before !== undefined && parts.chained(before, event) !== event.hash) {
      const places = placesOf(parts, event, events)
      const damage = places.length > 0 ? 'eventsReordered' : 'eventChanged'
      // One that stands where it belongs follows others that do not: these are named.
      if (!places.includes(seq) || found.length === 0) found.push({ damage, seq })
    }
    before = event?.hash
  }
  if (found.length === 0 && before !== row.head) found.push({ damage: 'rowChanged' })
  return found
}

function keyDamage({ seal }: Parts, row: Application, events: readonly ApplicationEvent[]): Damage | undefined {
  if (isErased(row)) return events.at(-1)?.move === ERASED ? undefined : 'keyRemoved'
  try {
    seal.rewrap(caseRow(row), row.dataKey)
    return undefined
  } catch {
    return 'keyDamaged'
  }
}

function damageOf(parts: Parts, row: Application | undefined, events: readonly ApplicationEvent[]): Damaged[] {
  if (!row) return events.length > 0 ? [{ damage: 'rowMissing' }] : []
  const found = chainDamage(parts, row, events)
  if (!parts.store.isWhole(row) && !found.some(({ damage }) => damage === 'rowChanged')) found.push({ damage: 'rowChanged' })
  const key = keyDamage(parts, row, events)
  return key ? [...found, { damage: key }] : found
}

const headOf = (row: Application | null): string | undefined => row?.head

/** Looked at again by itself, with nothing happening in between: a case that moves on while it is read looks broken. */
async function lookAgain(parts: Parts, id: string): Promise<Finding[]> {
  const { db } = parts
  for (;;) {
    const row = await db.read.findOneBy(Application, { id })
    const events = await db.read.find(ApplicationEvent, { where: { applicationId: id }, order: { seq: 'ASC' } })
    if (headOf(await db.read.findOneBy(Application, { id })) !== headOf(row)) continue
    return damageOf(parts, row ?? undefined, events).map((damaged) => ({
      what: WHAT,
      id,
      ...(row ? { receipt: row.receipt } : {}),
      ...damaged,
    }))
  }
}

/** The cases of one page with all events of their range, so that events without a case are met as well. */
async function readPage({ db }: Parts, after: string) {
  const rows = await db.read.find(Application, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: AUDIT_PAGE })
  const last = rows.length === AUDIT_PAGE ? rows.at(-1)?.id : undefined
  const events = await db.read
    .createQueryBuilder(ApplicationEvent, 'e')
    .where(last ? 'e.application_id > :after AND e.application_id <= :last' : 'e.application_id > :after', { after, last })
    .orderBy('e.application_id')
    .addOrderBy('e.seq')
    .getMany()
  const cases = new Map<string, { row: Application | undefined; events: ApplicationEvent[] }>(
    rows.map((row) => [row.id, { row, events: [] }]),
  )
  for (const event of events) {
    const one = cases.get(event.applicationId) ?? { row: undefined, events: [] }
    one.events.push(event)
    cases.set(event.applicationId, one)
  }
  return { cases, last }
}

/** What an anchored state of a case became: still there, rewritten, taken back, or gone with the case. */
function compared(entry: Entry, events: ReadonlyMap<string, string>, rows: ReadonlyMap<string, string>): Damage | undefined {
  const [, id, seq, head] = entry
  const now = events.get(`${id}|${seq}`)
  if (now === head) return undefined
  if (!rows.has(id)) return 'missing'
  return now === undefined ? 'older' : 'eventChanged'
}

/** Every case with its chain, its row's mark and its key. */
export function caseAudit(parts: Parts): Audited {
  const { db } = parts
  let seen = 0
  return {
    what: WHAT,
    seen: () => seen,
    findings: async function* () {
      for (let after: string | undefined = ''; after !== undefined; ) {
        const { cases, last } = await readPage(parts, after)
        for (const [id, { row, events }] of cases) if (damageOf(parts, row, events).length > 0) yield* await lookAgain(parts, id)
        seen += cases.size
        after = last
      }
    },
    changes: async function* (since) {
      let [at, id] = [since, '']
      for (;;) {
        const rows = await db.read
          .createQueryBuilder(Application, 'a')
          .select(['a.id', 'a.events', 'a.head', 'a.recordedAt'])
          .where('(a.recorded_at > :at OR (a.recorded_at = :at AND a.id > :id))', { at, id })
          .orderBy('a.recorded_at')
          .addOrderBy('a.id')
          .limit(AUDIT_PAGE)
          .getMany()
        yield rows.map((row): Entry => [WHAT, row.id, row.events, row.head])
        const last = rows.at(-1)
        if (!last || rows.length < AUDIT_PAGE) return
        ;[at, id] = [last.recordedAt, last.id]
      }
    },
    compare: async (entries) => {
      const ids = [...new Set(entries.map(([, id]) => id))]
      const [events, rows] = await Promise.all([
        db.read.find(ApplicationEvent, { where: { applicationId: In(ids) }, select: { applicationId: true, seq: true, hash: true } }),
        db.read.find(Application, { where: { id: In(ids) }, select: { id: true, receipt: true } }),
      ])
      const hashes = new Map(events.map((event) => [`${event.applicationId}|${event.seq}`, event.hash]))
      const receipts = new Map(rows.map((row) => [row.id, row.receipt]))
      return entries.flatMap((entry): Finding[] => {
        const damage = compared(entry, hashes, receipts)
        const [, id, seq] = entry
        const receipt = receipts.get(id)
        return damage ? [{ what: WHAT, id, ...(receipt ? { receipt } : {}), damage, seq }] : []
      })
    },
  }
}

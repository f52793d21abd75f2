import { createHmac } from 'node:crypto'
import { addMs, dayOf } from '@shared/core/time'
import { Column, Entity, IsNull, Not, PrimaryColumn } from 'typeorm'
import { AUDIT_PAGE, type Audited, type Entry, type Finding } from './audit'
import { changeOne, type Database, insert, isDuplicate } from './database'
import type { Storage } from './storage'

/** Which anchors were written. The anchors themselves lie outside the database: this only says which there must be. */
@Entity('anchor')
export class AnchorWritten {
  @PrimaryColumn({ name: 'no', type: 'int' }) no: number
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  /** the last one of its day: everything up to `at` is anchored */
  @Column({ name: 'closed', type: 'boolean' }) closed: boolean
  /** null while it is being written */
  @Column({ name: 'mark', type: 'varchar', length: 64, nullable: true }) mark: string | null
}

/** One file: what changed since the anchor before it, bound to that one. */
interface Anchor {
  no: number
  at: string
  before: string
  closed: boolean
  entries: Entry[]
}

const MOST_ENTRIES = 10_000
/** What was begun before the last anchor may have been committed after it. */
const OVERLAP_MS = 3_600_000
/** Who has not written an anchor by then has died over it. */
const CLAIM_MS = 3_600_000
const DAMAGED = 'damaged'
const WRITTEN = { closed: true, mark: Not(IsNull()) }
/** The file of an anchor. */
export const anchorName = (no: number): string => String(no).padStart(8, '0')

export interface Anchors {
  /** anchors what changed since the last time @returns how many files it wrote; none while another process is at it */
  write(now: string): Promise<number>
  /** the same, once a day */
  daily(now: string): Promise<number>
  /** reads every anchor, in order, and compares it with what is stored now; `seen` is told the number of each */
  findings(seen: (no: number) => void): AsyncIterable<Finding>
}

/** Pages of any size become files of at most `MOST_ENTRIES`; the last one is closed, be it empty: it says that nothing happened. */
async function* cut(pages: AsyncIterable<Entry[]>): AsyncIterable<{ entries: Entry[]; closed: boolean }> {
  let held: Entry[] = []
  for await (const page of pages) {
    if (held.length + page.length > MOST_ENTRIES) {
      yield { entries: held, closed: false }
      held = []
    }
    held.push(...page)
  }
  yield { entries: held, closed: true }
}

/**
 * Anchors outside the database: increments, numbered, each bound to the one before, with a key that is not in the database. Whoever
 * rewrites a case, takes one away or puts an old state back after it was anchored contradicts them.
 */
export function anchorsOf(db: Database, storage: Storage, key: Buffer, audited: readonly Audited[]): Anchors {
  const markOf = (body: string) => createHmac('sha256', key).update(body).digest('base64url')
  /** undefined when there is none, `damaged` when it is not what was written */
  const read = async (no: number): Promise<(Anchor & { mark: string }) | typeof DAMAGED | undefined> => {
    const file = (await storage.get(anchorName(no)))?.toString()
    if (file === undefined) return undefined
    const [mark = '', body = ''] = file.split('\n')
    if (markOf(body) !== mark) return DAMAGED
    const anchor = JSON.parse(body) as Anchor
    return anchor.no === no ? { ...anchor, mark } : DAMAGED
  }
  const newest = (where: object) => db.read.findOne(AnchorWritten, { where, order: { no: 'DESC' } })

  /** A number for this process alone; a number whose writer died is taken over. */
  const claim = async (no: number, at: string): Promise<boolean> => {
    // One from far ahead is nobody's either: it would keep everybody from writing anchors.
    const stale = { no, before: addMs(at, -CLAIM_MS), after: addMs(at, CLAIM_MS) }
    return db
      .write(async (m) => {
        if (await changeOne(m, AnchorWritten, 'no = :no AND mark IS NULL AND (at <= :before OR at > :after)', stale, { at })) return true
        await insert(m, AnchorWritten, { no, at, closed: false, mark: null })
        return true
      })
      .catch((error) => (isDuplicate(error) ? false : Promise.reject(error)))
  }
  const settle = (no: number, set: { at: string; closed: boolean; mark: string }) =>
    db.write((m) => changeOne(m, AnchorWritten, 'no = :no AND mark IS NULL', { no }, set))

  /** Never writes over a file: what is there already was written by who died before saying so, or the database is older than it. */
  const adopt = async (from: number, now: string): Promise<number | undefined> => {
    for (let no = from; ; no++) {
      if (!(await claim(no, now))) return undefined
      const there = await read(no)
      if (there === undefined) return no
      const { at, closed, mark } = there === DAMAGED ? { at: now, closed: false, mark: DAMAGED } : there
      await settle(no, { at, closed, mark })
    }
  }

  async function* changes(since: string) {
    for (const one of audited) yield* one.changes(since)
  }

  const write: Anchors['write'] = async (now) => {
    const last = await newest({})
    let no = await adopt(last?.mark === null ? last.no : (last?.no ?? 0) + 1, now)
    if (no === undefined) return 0
    const closed = await newest(WRITTEN)
    let before = (await db.read.findOneBy(AnchorWritten, { no: no - 1 }))?.mark ?? ''
    let written = 0
    for await (const part of cut(changes(closed ? addMs(closed.at, -OVERLAP_MS) : ''))) {
      if (written > 0 && !(await claim(no, now))) return written
      const body = JSON.stringify({ no, at: now, before, ...part } satisfies Anchor)
      const mark = markOf(body)
      await storage.put(anchorName(no), Buffer.from(`${mark}\n${body}`))
      await settle(no, { at: now, closed: part.closed, mark })
      before = mark
      no += 1
      written += 1
    }
    return written
  }

  async function* compared({ entries }: Anchor): AsyncIterable<Finding> {
    for (const one of audited) {
      const its = entries.filter(([what]) => what === one.what)
      for (let i = 0; i < its.length; i += AUDIT_PAGE) yield* await one.compare(its.slice(i, i + AUDIT_PAGE))
    }
  }

  return {
    write,
    daily: async (now) => {
      const last = await newest(WRITTEN)
      return last && dayOf(last.at) >= dayOf(now) ? 0 : write(now)
    },
    findings: async function* (seen) {
      const last = (await newest({}))?.no ?? 0
      let before: string | undefined = ''
      for (let no = 1; ; no++) {
        const anchor = await read(no)
        const row = await db.read.findOneBy(AnchorWritten, { no })
        const found = (damage: Finding['damage']): Finding => ({ what: 'anchor', id: String(no), damage })
        if (anchor === undefined) {
          if (no > last) return
          if (row?.mark !== null) yield found('anchorMissing')
          before = undefined
          continue
        }
        seen(no)
        if (anchor === DAMAGED) {
          yield found('anchorChanged')
          before = undefined
          continue
        }
        if (before !== undefined && anchor.before !== before) yield found('anchorChanged')
        // The database is older than its anchor, or somebody took the row away, or changed it so that no other would follow.
        const { mark, at, closed } = anchor
        const settled = row?.mark === mark && row.at === at && row.closed === closed
        if (!settled && row?.mark !== null) yield found('anchorForgotten')
        before = anchor.mark
        yield* compared(anchor)
      }
    },
  }
}

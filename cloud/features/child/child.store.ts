import { createHmac } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import type { PlaceChain } from '@shared/core/place'
import type { Part } from '@shared/features/child/child.parts'
import { changeOne, find, insert, type Manager, remove } from '../../core/database'
import { sha256 } from '../../core/ids'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import { Child, ChildEvent, ChildPart } from './child.entity'

/** What the data keys belong to. */
export const childRow = ({ id }: { id: string }): string => `child:${id}`
export const partRow = ({ id }: { id: string }): string => `child_part:${id}`

/** The last step of a record that is destroyed. */
export const ERASED = 'erase'
export const gone = () => new AppError('notFound', '没有找到这份档案')
export const chainOf = (row: Pick<Child, 'villageId' | 'townId' | 'countyId'>): PlaceChain & { village: string; town: string } => ({
  ...{ village: row.villageId, town: row.townId, county: row.countyId },
})
export const listed = (names: string): string[] => (names === '' ? [] : names.split(','))

/** Everything that a row says but the wrapped key and the day of the last look. */
const said = (row: Omit<Child, 'dataKey' | 'mark' | 'lookedOn'>): Parameters<Marks['of']>[1] => [
  ...([row.id, row.villageId, row.townId, row.countyId, row.state, row.since, row.code, row.situation, row.risk] as const),
  ...[row.cardHash, row.duty, row.closedFor, row.version, row.events, row.head, row.digest],
  ...[row.createdBy, row.createdAt, row.recordedAt],
]

/** Over the parts as they are sealed, in the order of their names. */
export const digestOf = (parts: readonly Pick<ChildPart, 'part' | 'sealed'>[]): string =>
  sha256(JSON.stringify(parts.map(({ part, sealed }) => [part, sealed]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))))

export interface Happened {
  sort: string
  /** null: a rule */
  actor: string | null
  standingIn?: boolean
  /** parts, a purpose or a rule: what stays readable for ever */
  parts?: readonly string[]
  about?: string | null
  /** what somebody wrote */
  words?: string
  at: string
}

const childChained =
  (key: Buffer) =>
  (before: string, event: Omit<ChildEvent, 'hash'>): string => {
    const { childId, seq, countyId, sort, actorId, standingIn, parts, aboutId, words, digest, at } = event
    return createHmac('sha256', key)
      .update(JSON.stringify(['child', before, childId, seq, countyId, sort, actorId, standingIn, parts, aboutId, words, digest, at]))
      .digest('base64url')
  }

/** Reads and writes records as they are kept: marked, chained, and never touched by two at once. */
export function childStore(seal: Sealer, marks: Marks, key: Buffer) {
  const chained = childChained(key)
  const marked = (row: Omit<Child, 'mark'>): Child => ({ ...row, mark: marks.of('child', said(row)) })
  const isWhole = (row: Child): boolean => marks.hold('child', said(row), row.mark)

  const eventOf = (row: Omit<Child, 'mark'>, happened: Happened): ChildEvent => {
    const seq = row.events + 1
    const { sort, actor, standingIn = false, parts = [], about = null, words, at } = happened
    // An emergency may be reviewed when the record is gone: the word itself stays, what was written beside it has no key any more.
    const sealed =
      words === undefined || words === '' || row.dataKey === '' ? '' : seal.seal(childRow(row), row.dataKey, `event.${seq}`, words)
    const of = { childId: row.id, seq, countyId: row.countyId, sort, actorId: actor, standingIn, parts: parts.join(), aboutId: about }
    const event = { ...of, words: sealed, digest: row.digest, at }
    return { ...event, hash: chained(row.head, event) }
  }
  const linked = (row: Omit<Child, 'mark'>, event: ChildEvent): Child =>
    marked({ ...row, events: event.seq, head: event.hash, recordedAt: event.at })

  return {
    isWhole,
    chained,

    /** @throws Error of the database when its code is somebody else's */
    begin: async (m: Manager, row: Omit<Child, 'mark' | 'events' | 'head' | 'recordedAt'>, happened: Happened): Promise<void> => {
      const fresh = { ...row, events: 0, head: '', recordedAt: happened.at }
      const event = eventOf(fresh, happened)
      await insert(m, Child, linked(fresh, event))
      await insert(m, ChildEvent, event)
    },

    /** A record that nobody else changes until the unit ends. @throws AppError notFound; Error when it was changed outside */
    hold: async (m: Manager, id: string): Promise<Child> => {
      // Held before it is read: then what is read is still so when it is written.
      await changeOne(m, Child, 'id = :id', { id }, { version: () => 'version' })
      const row = await m.findOneBy(Child, { id })
      if (!row) throw gone()
      if (!isWhole(row)) throw new Error(`child ${id} was changed outside of this program`)
      return row
    },

    /** Adds a step to the chain of a record that is held, and changes its row with it. */
    grow: async (m: Manager, row: Child, happened: Happened, changed: Partial<Child> = {}): Promise<Child> => {
      const { dataKey } = row
      // The words are sealed under the key that there is, also when this step destroys it.
      const event = eventOf({ ...row, ...changed, dataKey }, happened)
      const next = linked({ ...row, ...changed }, event)
      const where = 'id = :id AND head = :head'
      if (!(await changeOne(m, Child, where, { id: row.id, head: row.head }, next)))
        throw new AppError('staleVersion', '这份档案刚有了新变化，请刷新再看')
      await insert(m, ChildEvent, event)
      return next
    },

    /** @returns null once the key is destroyed */
    wordsOf: (row: Pick<Child, 'id' | 'dataKey'>, column: string, sealed: string): string | null =>
      row.dataKey === '' || sealed === '' ? null : seal.open<string>(childRow(row), row.dataKey, column, sealed),
  }
}
export type ChildStore = ReturnType<typeof childStore>

/** The sealed parts of records. */
export function partStore(seal: Sealer, marks: Marks) {
  const said = (row: Omit<ChildPart, 'dataKey' | 'mark'>) => [row.id, row.childId, row.part, row.sealed] as const
  const isWhole = (row: ChildPart) => marks.hold('child_part', said(row), row.mark)
  const sealedAs = (row: Pick<ChildPart, 'id' | 'childId' | 'part'>, values: object): ChildPart => {
    const dataKey = seal.newKey(partRow(row))
    const next = { ...row, dataKey, sealed: seal.seal(partRow(row), dataKey, row.part, values) }
    return { ...next, mark: marks.of('child_part', said(next)) }
  }
  const areWhole = (row: Pick<Child, 'digest'>, parts: readonly ChildPart[]): boolean =>
    parts.every(isWhole) && digestOf(parts) === row.digest
  const ifWhole = async (m: Manager, row: Pick<Child, 'id' | 'digest'>): Promise<ChildPart[] | undefined> => {
    const parts = await m.findBy(ChildPart, { childId: row.id })
    return areWhole(row, parts) ? parts : undefined
  }
  return {
    isWhole,
    /** undefined when they are not as they were left */
    ifWhole,
    /** those of many records, read together; a record whose parts are not as they were left is left out */
    ofMany: async (m: Manager, rows: readonly Child[]): Promise<(readonly [Child, ChildPart[]])[]> => {
      const all = new Map<string, ChildPart[]>(rows.map(({ id }) => [id, []]))
      for (const part of await find(m, ChildPart, { childId: [...all.keys()] })) all.get(part.childId)?.push(part)
      return rows.map((row) => [row, all.get(row.id) ?? []] as const).filter(([row, parts]) => areWhole(row, parts))
    },
    /** @throws Error when they are not as they were left */
    of: async (m: Manager, row: Pick<Child, 'id' | 'digest'>): Promise<ChildPart[]> => {
      const parts = await ifWhole(m, row)
      if (!parts) throw new Error(`the parts of child ${row.id} were changed outside`)
      return parts
    },
    open: (part: ChildPart): Record<string, unknown> => seal.open(partRow(part), part.dataKey, part.part, part.sealed),
    /** a new key each time: what was there before cannot be opened any more */
    put: async (m: Manager, row: Pick<ChildPart, 'id' | 'childId' | 'part'>, known: ChildPart | undefined, values: object) => {
      const next = sealedAs(known ?? row, values)
      if (!known) await insert(m, ChildPart, next)
      else if (!(await changeOne(m, ChildPart, 'id = :id', { id: next.id }, next))) throw new Error(`part ${next.id} is gone`)
      return next
    },
    /** destroys all parts of a child, or only these */
    drop: async (m: Manager, childId: string, names?: readonly Part[]): Promise<void> => {
      await remove(m, ChildPart, { childId, ...(names ? { part: [...names] } : {}) })
    },
  }
}
export type PartStore = ReturnType<typeof partStore>

import { addDays, atChina } from '@shared/core/time'
import type { AccessRow } from '@shared/features/child/child.schema'
import { PAIRED } from '@shared/features/child/child.words'
import { In } from 'typeorm'
import type { Caller } from '../../core/caller'
import { Child, ChildEvent, ChildOpening } from './child.entity'
import type { ChildParts } from './child.ports'
import { listed } from './child.store'
import { isStepKept } from './shielded'

/** From one moment until before another. */
export interface Span {
  from: string
  to: string
}
export const yearOf = (year: string): Span => ({
  from: atChina(`${year}-01-01`, '00:00'),
  to: atChina(`${Number(year) + 1}-01-01`, '00:00'),
})
export const dayOnly = (day: string): Span => ({ from: atChina(day, '00:00'), to: atChina(addDays(day, 1), '00:00') })

/** Where a page ends, and how a reading is called: the moment, the child and the step. */
export const cursorOf = ({ at, childId, seq }: Pick<ChildEvent, 'at' | 'childId' | 'seq'>): string => `${at}~${childId}~${seq}`

export type Shown = (event: ChildEvent) => boolean
const everything: Shown = () => true

const SORTS = ['read', 'reveal'] as const
const byTime = (a: ChildEvent, b: ChildEvent): number =>
  a.at !== b.at ? (a.at < b.at ? -1 : 1) : a.childId !== b.childId ? (a.childId < b.childId ? -1 : 1) : a.seq - b.seq

/** A caring mother sees the few things that she needs: by her pairing, to which guardian and village agreed. */
const BY_PAIRING = { why: PAIRED, words: null, emergency: false, approver: null, approvedAt: null, review: null } as const

/** The readings of a county, of its cadres and of caring mothers, in the order of their time. Rows by key: a year may have very many. */
export function accessEvents({ db, store, ports }: ChildParts) {
  const ofSort = (sort: string, county: string, { from, to }: Span, behind: string | undefined, most: number): Promise<ChildEvent[]> => {
    const query = db.read
      .createQueryBuilder(ChildEvent, 'e')
      .where('e.countyId = :county AND e.sort = :sort AND e.at >= :from AND e.at < :to', { county, sort, from, to })
    const [at, child, seq] = (behind ?? '').split('~')
    if (behind !== undefined)
      query.andWhere('(e.at > :at OR (e.at = :at AND (e.childId > :child OR (e.childId = :child AND e.seq > :seq))))', {
        ...{ at, child: child ?? '', seq: Number(seq) || 0 },
      })
    return query.orderBy('e.at').addOrderBy('e.childId').addOrderBy('e.seq').limit(most).getMany()
  }

  /** Each sort by its own key, then together in the order of their time; without those that are kept from whoever asks. */
  const after = async (
    county: string,
    span: Span,
    behind: string | undefined,
    most: number,
    shown: Shown = everything,
  ): Promise<ChildEvent[]> => {
    const found: ChildEvent[] = []
    for (let from = behind; ; ) {
      const bySort = await Promise.all(SORTS.map((sort) => ofSort(sort, county, span, from, most)))
      const events = bySort.flat().sort(byTime).slice(0, most)
      found.push(...events.filter(shown))
      const last = events.at(-1)
      if (found.length >= most || !last || events.length < most) return found.slice(0, most)
      from = cursorOf(last)
    }
  }

  /** What somebody may know of: not what was read for a child because of a worry that is kept from her. */
  const shownTo = async (caller: Caller): Promise<Shown> => {
    const kept = await ports.worries.keptOf(db.read, caller.person)
    return (event) => !isStepKept(kept, event, caller)
  }

  const rowsOf = async (events: readonly ChildEvent[]): Promise<AccessRow[]> => {
    const of = async <T extends { id: string }>(entity: new () => T, ids: (string | null)[]) => {
      const found = (await db.read.findBy(entity, { id: In(ids.filter((id) => id !== null)) } as never)) as T[]
      return new Map(found.map((row) => [row.id, row]))
    }
    const children = await of(
      Child,
      events.map(({ childId }) => childId),
    )
    const openings = await of(
      ChildOpening,
      events.map(({ aboutId }) => aboutId),
    )
    const atlas = await ports.atlas()
    const names = new Map<string, string>()
    const nameOf = async (account: string) => names.get(account) ?? names.set(account, await ports.nameOf(account)).get(account) ?? ''
    const rows: AccessRow[] = []
    for (const event of events) {
      const child = children.get(event.childId)
      if (!child) throw new Error(`a reading of child ${event.childId} has lost its ground`)
      const seen = {
        ...{ id: cursorOf(event), at: event.at, code: child.code, villageName: atlas.nameOf(child.villageId) },
        ...{ reader: await nameOf(event.actorId ?? ''), parts: listed(event.parts) },
      }
      if (event.sort === 'reveal') {
        rows.push({ ...seen, ...BY_PAIRING, pairing: event.aboutId })
        continue
      }
      const opening = openings.get(event.aboutId ?? '')
      if (!opening) throw new Error(`a reading of child ${event.childId} has lost its ground`)
      rows.push({
        ...{ ...seen, why: opening.why as AccessRow['why'], pairing: null },
        words: store.wordsOf(child, `opening.${opening.id}`, opening.words),
        emergency: opening.emergency,
        approver: opening.decidedBy && (await nameOf(opening.decidedBy)),
        ...{ approvedAt: opening.decidedAt, review: opening.review },
      })
    }
    return rows
  }

  /** page by page until the end of the span */
  async function* all(county: string, span: Span, together: number, shown?: Shown): AsyncGenerator<ChildEvent[]> {
    for (let behind: string | undefined; ; ) {
      const events = await after(county, span, behind, together, shown)
      if (events.length > 0) yield events
      const last = events.at(-1)
      if (!last || events.length < together) return
      behind = cursorOf(last)
    }
  }
  return { after, all, rowsOf, shownTo }
}
export type AccessEvents = ReturnType<typeof accessEvents>

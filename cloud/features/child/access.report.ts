import { createHash } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import { atChina } from '@shared/core/time'
import type { AccessPage, AccessRow } from '@shared/features/child/child.schema'
import { In } from 'typeorm'
import type { Caller } from '../../core/caller'
import { Child, ChildEvent, ChildOpening } from './child.entity'
import type { ChildParts } from './child.ports'
import { listed } from './child.store'

const PAGE = 50
const SIGNED_PAGE = 500

/** Where a page ends: the moment, the child and the step. */
const cursorOf = ({ at, childId, seq }: ChildEvent): string => `${at}~${childId}~${seq}`

/**
 * Who read which child's sealed parts, why, and who had agreed: for the county's yearly audit (未成年人网络保护条例 37). Rows by key; a
 * spreadsheet is made of the same pages. The signature covers every reading of the year by its link in its child's chain, so that a row
 * which is left out or changed in any copy shows.
 */
export function accessReport({ db, marks, store, ports }: ChildParts) {
  const countyOf = (caller: Caller): string => {
    const county = caller.grants.find(({ role }) => role === 'county')?.place
    if (!county) throw new AppError('notAllowed', '查看记录由县妇联核对')
    return county
  }

  const eventsAfter = (county: string, year: string, after: string | undefined, most: number): Promise<ChildEvent[]> => {
    const [from, to] = [atChina(`${year}-01-01`, '00:00'), atChina(`${Number(year) + 1}-01-01`, '00:00')]
    const query = db.read
      .createQueryBuilder(ChildEvent, 'e')
      .where("e.countyId = :county AND e.sort = 'read' AND e.at >= :from AND e.at < :to", { county, from, to })
    const [at, child, seq] = (after ?? '').split('~')
    if (after !== undefined)
      query.andWhere('(e.at > :at OR (e.at = :at AND (e.childId > :child OR (e.childId = :child AND e.seq > :seq))))', {
        ...{ at, child: child ?? '', seq: Number(seq) || 0 },
      })
    return query.orderBy('e.at').addOrderBy('e.childId').addOrderBy('e.seq').limit(most).getMany()
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
      const [child, opening] = [children.get(event.childId), openings.get(event.aboutId ?? '')]
      if (!child || !opening) throw new Error(`a reading of child ${event.childId} has lost its ground`)
      rows.push({
        ...{ id: cursorOf(event), at: event.at, code: child.code, villageName: atlas.nameOf(child.villageId) },
        ...{ reader: await nameOf(event.actorId ?? ''), parts: listed(event.parts), why: opening.why as AccessRow['why'] },
        words: store.wordsOf(child, `opening.${opening.id}`, opening.words),
        emergency: opening.emergency,
        approver: opening.decidedBy && (await nameOf(opening.decidedBy)),
        ...{ approvedAt: opening.decidedAt, review: opening.review },
      })
    }
    return rows
  }

  /** Over the whole year, in pages. */
  const signed = async (county: string, year: string): Promise<AccessPage['signed']> => {
    const hash = createHash('sha256')
    let rows = 0
    for (let after: string | undefined; ; ) {
      const events = await eventsAfter(county, year, after, SIGNED_PAGE)
      for (const { childId, seq, hash: link } of events) hash.update(`${childId}|${seq}|${link}\n`)
      rows += events.length
      const last = events.at(-1)
      if (!last || events.length < SIGNED_PAGE) break
      after = cursorOf(last)
    }
    const head = hash.digest('base64url')
    return { rows, head, signature: marks.of('child_access', [county, year, rows, head]) }
  }

  /** @throws AppError notAllowed for everybody but the county */
  return async (caller: Caller, { year, after }: { year: string; after?: string | undefined }): Promise<AccessPage> => {
    const county = countyOf(caller)
    const events = await eventsAfter(county, year, after, PAGE + 1)
    const shown = events.slice(0, PAGE)
    const last = shown.at(-1)
    return {
      items: await rowsOf(shown),
      next: events.length > PAGE && last ? cursorOf(last) : null,
      signed: after === undefined ? await signed(county, year) : null,
    }
  }
}
export type AccessReport = ReturnType<typeof accessReport>

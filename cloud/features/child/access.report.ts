import { createHash } from 'node:crypto'
import type { AccessPage } from '@shared/features/child/child.schema'
import { And, LessThan, Like, MoreThanOrEqual } from 'typeorm'
import type { Caller } from '../../core/caller'
import { ownPlace } from '../../core/list-place'
import { type AccessEvents, cursorOf, dayOnly, type Shown, yearOf } from './access.events'
import { ChildEvent, ChildReader } from './child.entity'
import type { ChildParts } from './child.ports'

const PAGE = 50
const TOGETHER = 500

interface Asked {
  year: string
  day?: string | undefined
  after?: string | undefined
}

/** The county of whoever audits. @throws AppError notAllowed for everybody but the county */
export function auditedCounty(caller: Caller): string {
  return ownPlace(caller, ['county'], undefined, '查看记录由县妇联核对').place
}

/**
 * Who read which child's sealed parts, why, and who had agreed: for the county's yearly audit (未成年人网络保护条例 37). The signature
 * covers every reading of the year by its link in its child's chain, so that one which is left out or changed shows.
 */
export function accessReport(
  { db, marks, ports }: Pick<ChildParts, 'db' | 'marks' | 'ports'>,
  { after, all, rowsOf, shownTo }: AccessEvents,
) {
  const signed = async (county: string, year: string, shown: Shown): Promise<AccessPage['signed']> => {
    const hash = createHash('sha256')
    let rows = 0
    for await (const events of all(county, yearOf(year), TOGETHER, shown)) {
      for (const { childId, seq, hash: link } of events) hash.update(`${childId}|${seq}|${link}\n`)
      rows += events.length
    }
    const head = hash.digest('base64url')
    return { rows, head, signature: marks.of('child_access', [county, year, rows, head]) }
  }

  /** Who of the county read of more children on one day than usual, whether anybody could be told of it or not. */
  const busyOf = async (county: string, year: string, shown: Shown): Promise<AccessPage['busy']> => {
    const days = await db.read.findBy(ChildReader, { told: true, day: Like(`${year}-%`) })
    const busy: AccessPage['busy'] = []
    for (const { accountId, day } of days) {
      const { from, to } = dayOnly(day)
      const of = { countyId: county, sort: 'read', actorId: accountId }
      const events = await db.read.findBy(ChildEvent, { ...of, at: And(MoreThanOrEqual(from), LessThan(to)) })
      const children = new Set(events.filter(shown).map(({ childId }) => childId)).size
      if (children > 0) busy.push({ day, reader: await ports.nameOf(accountId), children })
    }
    return busy.sort((a, b) => (a.day < b.day ? 1 : -1))
  }

  /** @throws AppError notAllowed */
  return async (caller: Caller, { year, day, after: behind }: Asked): Promise<AccessPage> => {
    const county = auditedCounty(caller)
    const shown = await shownTo(caller)
    const events = await after(county, day === undefined ? yearOf(year) : dayOnly(day), behind, PAGE + 1, shown)
    const page = events.slice(0, PAGE)
    const isFirst = behind === undefined && day === undefined
    const last = page.at(-1)
    return {
      items: await rowsOf(page),
      next: events.length > PAGE && last ? cursorOf(last) : null,
      signed: isFirst ? await signed(county, year, shown) : null,
      busy: isFirst ? await busyOf(county, year, shown) : [],
    }
  }
}
export type AccessReport = ReturnType<typeof accessReport>

import { createHash } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import type { AccessPage } from '@shared/features/child/child.schema'
import type { Caller } from '../../core/caller'
import { type AccessEvents, cursorOf, dayOnly, yearOf } from './access.events'
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
  const county = caller.grants.find(({ role }) => role === 'county')?.place
  if (!county) throw new AppError('notAllowed', '查看记录由县妇联核对')
  return county
}

/**
 * Who read which child's sealed parts, why, and who had agreed: for the county's yearly audit (未成年人网络保护条例 37). The signature
 * covers every reading of the year by its link in its child's chain, so that one which is left out or changed shows.
 */
export function accessReport({ marks }: Pick<ChildParts, 'marks'>, { after, all, rowsOf }: AccessEvents) {
  const signed = async (county: string, year: string): Promise<AccessPage['signed']> => {
    const hash = createHash('sha256')
    let rows = 0
    for await (const events of all(county, yearOf(year), TOGETHER)) {
      for (const { childId, seq, hash: link } of events) hash.update(`${childId}|${seq}|${link}\n`)
      rows += events.length
    }
    const head = hash.digest('base64url')
    return { rows, head, signature: marks.of('child_access', [county, year, rows, head]) }
  }

  /** @throws AppError notAllowed */
  return async (caller: Caller, { year, day, after: behind }: Asked): Promise<AccessPage> => {
    const county = auditedCounty(caller)
    const events = await after(county, day === undefined ? yearOf(year) : dayOnly(day), behind, PAGE + 1)
    const shown = events.slice(0, PAGE)
    const last = shown.at(-1)
    return {
      items: await rowsOf(shown),
      next: events.length > PAGE && last ? cursorOf(last) : null,
      signed: behind === undefined && day === undefined ? await signed(county, year) : null,
    }
  }
}
export type AccessReport = ReturnType<typeof accessReport>

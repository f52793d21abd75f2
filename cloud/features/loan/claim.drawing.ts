import { quarterEnd } from '@shared/features/loan/book.quarters'
import { type Database, find, insert, type Manager } from '../../core/database'
import { LoanBook, LoanClaim, LoanClaimLine } from './book.entity'
import type { BookStore } from './book.store'
import { type ClaimStore, isWorth } from './claim.store'

/** Books of one unit of work: it stays short. */
const TOGETHER = 100

/** Draws up the lines of the next few books. @returns whether there were any */
async function drawSome(m: Manager, county: string, books: BookStore, claims: ClaimStore): Promise<boolean> {
  // The claim first: a book that changes in this moment is read before or its line follows.
  const claim = await claims.hold(m, county)
  if (claim?.state !== 'drawing' || !claims.isWhole(claim)) return false
  const rows = await m
    .createQueryBuilder(LoanBook, 'b')
    .where('b.county_id = :county AND b.id > :behind', { county: claim.countyId, behind: claim.behind })
    .orderBy('b.id')
    .limit(TOGETHER)
    .getMany()
  const begun = rows.filter(({ released }) => released < quarterEnd(claim.quarter))
  const lines = await claims.linesFor(m, claim, [...(await books.openAll(m, begun)).values()])
  const worth = lines.filter(isWorth)
  await insert(m, LoanClaimLine, worth)
  const sum = (of: 'total' | 'adjustment') => worth.reduce((all, line) => all + line[of], claim[of])
  const isLast = rows.length < TOGETHER
  await claims.change(m, claim, {
    behind: rows.at(-1)?.id ?? claim.behind,
    lineCount: claim.lineCount + worth.length,
    ...{ total: sum('total'), adjustment: sum('adjustment') },
    ...(isLast ? { state: 'hr' } : {}),
  })
  return !isLast
}

/** Goes on with every claim that is being drawn up, a few books at a time. @returns how many claims there were */
export async function drawClaims(db: Database, books: BookStore, claims: ClaimStore): Promise<number> {
  const open = await find(db.read, LoanClaim, { state: 'drawing' })
  for (const { countyId } of open) while (await db.write((m) => drawSome(m, countyId, books, claims)));
  return open.length
}

import { createHash } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import { type Claimed, claimOf, correctionOf } from '@shared/features/loan/book.reckoning'
import type { Workings } from '@shared/features/loan/claim.api'
import { In } from 'typeorm'

import { changeOne, find, findOne, insert, type Manager, remove } from '../../core/database'
import type { Marks } from '../../core/marks'
import { LoanClaim, LoanClaimLine } from './book.entity'
import type { Touch } from './book.service'
import type { Opened } from './book.store'

/** What somebody did with a claim. */
export interface Deed {
  what: string
  office: string
  account: string
  at: string
  note: string
}

export interface ClaimStore {
  isWhole(claim: LoanClaim): boolean
  isWholeLine(line: LoanClaimLine): boolean
  /** the claim of a county whose figures may still change, which nobody else changes until the unit ends */
  hold(m: Manager, county: string): Promise<LoanClaim | undefined>
  /** changes a claim as it was read @throws AppError staleVersion when somebody was quicker */
  change(m: Manager, claim: LoanClaim, set: Partial<LoanClaim>): Promise<LoanClaim>
  insert(m: Manager, claim: Omit<LoanClaim, 'mark'>): Promise<void>
  /** the lines of some books, with what was claimed for them before */
  linesFor(m: Manager, claim: LoanClaim, books: readonly Opened[]): Promise<LoanClaimLine[]>
  markedLine(line: Omit<LoanClaimLine, 'mark'>): LoanClaimLine
  /** a hash over all lines in order @throws AppError notOpen when one was changed outside of this program */
  digest(m: Manager, claim: LoanClaim): Promise<string>
  /** @throws AppError notOpen when an earlier claim of the county has lost lines outside of this program */
  mustHaveEarlier(m: Manager, claim: LoanClaim): Promise<void>
  /** lines behind a book, in order */
  lines(m: Manager, claim: string, behind: string, most: number): Promise<LoanClaimLine[]>
  /** something has changed of these books since the claim was held: as long as nobody has confirmed it, their lines follow */
  follow(m: Manager, held: LoanClaim | undefined, books: readonly Opened[]): Promise<void>
  /** the same of one book, whose claim is held for that */
  touch: Touch
}

/** How a line was reckoned. Lines that were drawn up before more was kept of it have rows alone. */
export function workingsIn({ workings }: Pick<LoanClaimLine, 'workings'>): Workings {
  const kept: Workings | Workings['rows'] = JSON.parse(workings)
  return Array.isArray(kept) ? { differs: 0, rows: kept, earlier: [] } : kept
}

/** Whether a line says anything at all. */
export const isWorth = ({ total, interest }: Pick<LoanClaimLine, 'total' | 'interest'>): boolean => total !== 0 || interest !== 0

const DIGESTED = 1_000
const damaged = () => new AppError('notOpen', '以前季度的清单被改动过，请联系管理员')
const stale = () => new AppError('staleVersion', '清单刚有了新的变化，请刷新再看')

/** Claims and their lines, marked: who can only write the database can invent none. */
export function claimStore(marks: Marks): ClaimStore {
  const bound = (claim: Omit<LoanClaim, 'mark'>) =>
    [
      ...([claim.id, claim.countyId, claim.quarter, claim.state, claim.revision, claim.lineCount, claim.total] as const),
      ...([claim.adjustment, claim.digest, claim.paid, claim.paidDay, claim.differing, claim.history] as const),
    ] as [string, ...(string | number | null)[]]
  const boundLine = (line: Omit<LoanClaimLine, 'mark'>) =>
    [
      `${line.claimId} ${line.bookId}`,
      line.interest,
      line.subsidy,
      line.adjustment,
      line.total,
      line.workings,
      line.paid,
      ...(line.rest === null ? [] : [line.rest]),
    ] as [string, ...(string | number | null)[]]
  const isWhole = (claim: LoanClaim) => marks.hold('loan_claim', bound(claim), claim.mark)
  const isWholeLine = (line: LoanClaimLine) => marks.hold('loan_claim_line', boundLine(line), line.mark)
  const markedLine = (line: Omit<LoanClaimLine, 'mark'>): LoanClaimLine => ({ ...line, mark: marks.of('loan_claim_line', boundLine(line)) })

  const change: ClaimStore['change'] = async (m, claim, set) => {
    const changed = { ...claim, ...set, revision: claim.revision + 1 }
    const mark = marks.of('loan_claim', bound(changed))
    const now = { ...set, revision: changed.revision, mark }
    if (!(await changeOne(m, LoanClaim, 'id = :id AND revision = :revision', { id: claim.id, revision: claim.revision }, now)))
      throw stale()
    return { ...changed, mark }
  }
  /** The lock before anything is read of it: who draws it up, confirms it or changes a book in this moment comes before or after. */
  const hold: ClaimStore['hold'] = async (m, countyId) => {
    await changeOne(m, LoanClaim, 'open_slot = :countyId', { countyId }, { revision: () => 'revision' })
    return findOne(m, LoanClaim, { openSlot: countyId })
  }
  /** What the other claims say of some books: book → quarter → what was claimed for it. */
  const claimedBefore = async (m: Manager, claim: LoanClaim, ids: readonly string[]): Promise<Map<string, Map<string, Claimed>>> => {
    const claimed = new Map(ids.map((id) => [id, new Map<string, Claimed>()]))
    if (ids.length === 0) return claimed
    const quarterIn = new Map((await find(m, LoanClaim, { countyId: claim.countyId })).map(({ id, quarter }) => [id, quarter]))
    const lines = await m
      .createQueryBuilder(LoanClaimLine, 'l')
      .where('l.book_id IN (:...ids) AND l.claim_id <> :claim', { ids, claim: claim.id })
      .getMany()
    // What was claimed less would be claimed once more.
    if (!lines.every(isWholeLine)) throw damaged()
    for (const line of lines) {
      const its = claimed.get(line.bookId)
      const quarter = quarterIn.get(line.claimId)
      if (!its || quarter === undefined) throw damaged()
      const add = (to: string, sum: number, unpaid: number) => {
        const before = its.get(to) ?? { claimed: 0, unpaid: 0 }
        its.set(to, { claimed: before.claimed + sum, unpaid: before.unpaid + unpaid })
      }
      const { earlier } = workingsIn(line)
      for (const one of earlier) add(one.quarter, correctionOf(one), 0)
      const corrected = earlier.reduce((sum, one) => sum + correctionOf(one), 0)
      add(quarter, line.total - corrected, line.paid !== null && line.rest === 'later' ? line.total - line.paid : 0)
    }
    return claimed
  }
  const linesFor: ClaimStore['linesFor'] = async (m, claim, books) => {
    const before = await claimedBefore(
      m,
      claim,
      books.map(({ row }) => row.id),
    )
    return books.map(({ row, terms, entries }) => {
      const { workings, ...figures } = claimOf(terms, entries, claim.quarter, before.get(row.id) ?? new Map())
      return markedLine({ claimId: claim.id, bookId: row.id, ...figures, workings: JSON.stringify(workings), paid: null, rest: null })
    })
  }
  const lines: ClaimStore['lines'] = (m, claim, behind, most) =>
    m
      .createQueryBuilder(LoanClaimLine, 'l')
      .where('l.claim_id = :claim AND l.book_id > :behind', { claim, behind })
      .orderBy('l.book_id')
      .limit(most)
      .getMany()

  const follow: ClaimStore['follow'] = async (m, claim, books) => {
    if (!claim || (claim.state !== 'drawing' && claim.state !== 'hr') || !isWhole(claim)) return
    // Not drawn up so far: it will be.
    const drawn = books.filter(({ row }) => claim.state === 'hr' || row.id <= claim.behind)
    if (drawn.length === 0) return
    const made = (await linesFor(m, claim, drawn)).filter(isWorth)
    const were = { claimId: claim.id, bookId: drawn.map(({ row }) => row.id) }
    const old = await find(m, LoanClaimLine, were)
    await remove(m, LoanClaimLine, were)
    await insert(m, LoanClaimLine, made)
    const grown = (of: 'total' | 'adjustment') =>
      made.reduce((all, line) => all + line[of], claim[of]) - old.reduce((all, line) => all + line[of], 0)
    await change(m, claim, {
      lineCount: claim.lineCount + made.length - old.length,
      ...{ total: grown('total'), adjustment: grown('adjustment') },
    })
  }

  return {
    ...{ isWhole, isWholeLine, markedLine, hold, change, linesFor, lines },
    mustHaveEarlier: async (m, { id, countyId, quarter }) => {
      const earlier = await m
        .createQueryBuilder(LoanClaim, 'c')
        .where('c.county_id = :countyId AND c.id <> :id AND c.quarter < :quarter', { countyId, id, quarter })
        .getMany()
      const sums = await m
        .createQueryBuilder(LoanClaimLine, 'l')
        .select(['l.claim_id AS claim', 'COUNT(*) AS count', 'SUM(l.total) AS total'])
        .where({ claimId: In(earlier.map((claim) => claim.id)) })
        .groupBy('l.claim_id')
        .getRawMany<{ claim: string; count: number | string; total: number | string }>()
      const known = new Map(sums.map(({ claim, count, total }) => [claim, `${Number(count)} ${Number(total)}`]))
      const right = (claim: LoanClaim) => isWhole(claim) && (known.get(claim.id) ?? '0 0') === `${claim.lineCount} ${claim.total}`
      if (!earlier.every(right)) throw damaged()
    },
    insert: (m, claim) => insert(m, LoanClaim, { ...claim, mark: marks.of('loan_claim', bound(claim)) }),
    digest: async (m, claim) => {
      const hash = createHash('sha256')
      let [count, total, behind] = [0, 0, '']
      for (;;) {
        const page = await lines(m, claim.id, behind, DIGESTED)
        for (const line of page) {
          if (!isWholeLine(line)) throw new AppError('notOpen', '清单里有一行被改动过，请联系管理员')
          hash.update(JSON.stringify([line.bookId, line.interest, line.subsidy, line.adjustment, line.total, line.workings]))
          total += line.total
        }
        count += page.length
        behind = page.at(-1)?.bookId ?? ''
        if (page.length < DIGESTED) break
      }
      if (count !== claim.lineCount || total !== claim.total) throw new AppError('notOpen', '清单的行和合计对不上，请联系管理员')
      return hash.digest('hex')
    },
    follow,
    touch: async (m, opened) => follow(m, await hold(m, opened.row.countyId), [opened]),
  }
}

import { createHash } from 'node:crypto'
import { AppError } from '@shared/core/errors'
import { claimOf } from '@shared/features/loan/book.reckoning'
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
  /** a book has changed: as long as nobody has confirmed a claim, its line follows */
  touch: Touch
}

/** How a line was reckoned. Lines that were drawn up before the bank's figures stood in them have rows alone. */
export function workingsIn({ workings }: Pick<LoanClaimLine, 'workings'>): Workings {
  const kept: Workings | Workings['rows'] = JSON.parse(workings)
  return Array.isArray(kept) ? { differs: 0, rows: kept } : kept
}

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
    [`${line.claimId} ${line.bookId}`, line.interest, line.subsidy, line.adjustment, line.total, line.workings, line.paid] as [
      string,
      ...(string | number | null)[],
    ]
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
  const claimedBefore = async (m: Manager, claim: LoanClaim, ids: readonly string[]): Promise<Map<string, number>> => {
    if (ids.length === 0) return new Map()
    const lines = await m
      .createQueryBuilder(LoanClaimLine, 'l')
      .where('l.book_id IN (:...ids) AND l.claim_id <> :claim', { ids, claim: claim.id })
      .getMany()
    // What was claimed less would be claimed once more.
    if (!lines.every(isWholeLine)) throw damaged()
    const claimed = new Map<string, number>()
    for (const { bookId, total } of lines) claimed.set(bookId, (claimed.get(bookId) ?? 0) + total)
    return claimed
  }
  const linesFor: ClaimStore['linesFor'] = async (m, claim, books) => {
    const before = await claimedBefore(
      m,
      claim,
      books.map(({ row }) => row.id),
    )
    return books.map(({ row, terms, entries }) => {
      const { workings, ...figures } = claimOf(terms, entries, claim.quarter, before.get(row.id) ?? 0)
      return markedLine({ claimId: claim.id, bookId: row.id, ...figures, workings: JSON.stringify(workings), paid: null })
    })
  }
  const lines: ClaimStore['lines'] = (m, claim, behind, most) =>
    m
      .createQueryBuilder(LoanClaimLine, 'l')
      .where('l.claim_id = :claim AND l.book_id > :behind', { claim, behind })
      .orderBy('l.book_id')
      .limit(most)
      .getMany()

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
    touch: async (m, opened) => {
      const { id, countyId } = opened.row
      const claim = await hold(m, countyId)
      if (!claim || (claim.state !== 'drawing' && claim.state !== 'hr') || !isWhole(claim)) return
      // Not drawn up so far: it will be.
      if (claim.state === 'drawing' && id > claim.behind) return
      const [line] = (await linesFor(m, claim, [opened])) as [LoanClaimLine]
      const [old] = await find(m, LoanClaimLine, { claimId: claim.id, bookId: id })
      const isWorth = line.total !== 0 || line.interest !== 0
      if (old) await remove(m, LoanClaimLine, { claimId: claim.id, bookId: id })
      if (isWorth) await insert(m, LoanClaimLine, line)
      const now = isWorth ? line : { total: 0, adjustment: 0 }
      await change(m, claim, {
        lineCount: claim.lineCount + (isWorth ? 1 : 0) - (old ? 1 : 0),
        total: claim.total + now.total - (old?.total ?? 0),
        adjustment: claim.adjustment + now.adjustment - (old?.adjustment ?? 0),
      })
    },
  }
}

import { AppError, invalid } from '@shared/core/errors'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import type { BookQuery, BookRow, BookState, BookView, EntryBody } from '@shared/features/loan/book.api'
import type { Entry, Terms } from '@shared/features/loan/book.entries'
import { entryTrouble, termsTrouble } from '@shared/features/loan/book.problems'
import { capOf, helpOf } from '@shared/features/loan/loan.plan'
import { type Lpr, lprOn, type Policy } from '@shared/features/loan/loan.policy'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { type Database, find, type Manager } from '../../core/database'
import type { EffectContext } from '../../core/kind-ports'
import { banksOf, onlySeen, seesBook } from './book.access'
import { LoanBook, LoanClaim, LoanClaimLine } from './book.entity'
import type { BookStore, Frozen, Opened } from './book.store'
import { bookRowView, bookView } from './book.view'
import type { Versions } from './loan.versions'

export interface BookPorts {
  atlas(): Promise<Atlas>
  /** case → who she is, as far as the caller may see it */
  people(caller: Caller, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string }>>
  isHers(m: Manager, caller: Caller, id: string): Promise<boolean>
  receiptOf(m: Manager, id: string): Promise<string>
  /** moves the case on where that is open */
  moveIfOpen(m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void>
}

export interface BookParts {
  db: Database
  store: BookStore
  ports: BookPorts
  versions: Versions
}

/** Told of every book whose lines have changed, in the same unit. */
export type Touch = (m: Manager, opened: Opened) => Promise<void>

export interface Books {
  list(caller: Caller, query: BookQuery, now: string): Promise<{ items: BookRow[]; next: string | null }>
  /** @throws AppError notFound */
  show(caller: Caller, id: string, now: string): Promise<BookView>
  /** adds a line @throws AppError notFound, staleVersion, invalidInput */
  record(m: Manager, caller: Caller, id: string, body: EntryBody, fresh: string, atlas: Atlas, now: string): Promise<void>
  /** lines that were judged already, as they follow from another source */
  append(m: Manager, opened: Opened, lines: Parameters<BookStore['add']>[2], by: Unit): Promise<void>
  /** begins the book of a case, when the bank has reported the release @throws AppError invalidInput */
  release(m: Manager, context: EffectContext): Promise<void>
  /** puts the figures of a release right: what was reported since is replayed on them, and claims follow @throws AppError invalidInput, staleVersion */
  amend(m: Manager, context: EffectContext): Promise<void>
}

interface Unit {
  account: string
  now: string
  atlas: Atlas
}

const PAGE = 50
/** Where the case of a book in a state belongs. */
const CASE_MOVES: Readonly<Record<BookState, string>> = {
  repaying: 'repay',
  overdue: 'repay',
  guaranteed: 'guarantorPaid',
  settled: 'settle',
}
const unknown = () => new AppError('notFound', '没有找到这笔贷款')

/** The books in a state on a day: what is late by the calendar alone was written down as being repaid (see `stateOn`). */
function inState(state: BookState): string {
  if (state === 'overdue') return "(b.state = 'overdue' OR (b.state = 'repaying' AND b.next_due < :today))"
  if (state === 'repaying') return "(b.state = 'repaying' AND (b.next_due IS NULL OR b.next_due >= :today))"
  return 'b.state = :state'
}

/** What the bank reported with its move, as the terms of a book. */
function termsOf(answers: EffectContext['row']['answers'], policy: Policy, borne: Pick<Terms, 'help' | 'cap'>): Terms {
  const { releasedSum, releasedRate, releasedOn, releasedStyle, releasedTerm, everyMonths, firstDue, dayCount } = answers
  return {
    ...{ principal: Number(releasedSum), rate: Number(releasedRate), released: String(releasedOn), termMonths: Number(releasedTerm) },
    ...{ style: releasedStyle as Terms['style'], everyMonths: Number(everyMonths) },
    dayCount: (dayCount ?? policy.dayCount.by) as Terms['dayCount'],
    ...(typeof firstDue === 'string' && releasedStyle !== 'bullet' ? { firstDue } : {}),
    ...borne,
  }
}

/** What a loan hangs on besides its own figures. */
interface Around {
  lpr: Pick<Lpr, 'rate'> | undefined
  cap: number | undefined
}

/**
 * The LPR and the cap of the day of the release. Of a book whose day stays as it was they are the ones that were frozen with it: an LPR
 * that was put right since changes nothing of what is paid out already.
 */
async function aroundOf(m: Manager, versions: Versions, policy: Policy, released: string, was: Opened | undefined): Promise<Around> {
  if (was?.row.released === released && was.row.policy === policy.id)
    return { lpr: was.row.lpr === null ? undefined : { rate: was.row.lpr }, cap: was.terms.cap }
  const lpr = lprOn(await versions.lprs(m), released)
  return { lpr, cap: capOf(policy, lpr) }
}

/** What is frozen with the release as the bank reported it: the terms, the policy and the LPR of that day. @throws AppError invalidInput */
async function frozenOf(m: Manager, versions: Versions, { id, answers }: EffectContext['row'], was?: Opened): Promise<Frozen> {
  const policy = (await versions.policies(m)).find((one) => one.id === answers.policy)
  if (!policy) throw new Error(`case ${id} has no policy`)
  const { lpr, cap } = await aroundOf(m, versions, policy, String(answers.releasedOn), was)
  const help = helpOf(policy, Number(answers.releasedRate), lpr)
  if (!help) invalid({ releasedOn: '这个政策的贴息要用LPR，这一天还没有' })
  const terms = termsOf(answers, policy, { help, ...(cap === undefined ? {} : { cap }) })
  return {
    ...{ policy: policy.id, lpr: policy.subsidy.ownBelowLpr === undefined ? null : (lpr?.rate ?? null) },
    ...{ principal: terms.principal, released: terms.released, terms },
  }
}

/** Loans after their release: what the bank reports is kept line by line, everything else follows from it. */
export function booksService({ db, store, ports, versions }: BookParts, touch: Touch): Books {
  const append: Books['append'] = async (m, opened, lines, { account, now, atlas }) => {
    const after = await store.add(m, opened, lines, { account, now })
    await touch(m, after)
    // What the case says already is no move there.
    await ports.moveIfOpen(m, after.row.id, CASE_MOVES[after.row.state], atlas, now)
  }
  const mustOpen = async (m: Manager, id: string): Promise<Opened> => {
    const opened = await store.open(m, id)
    if (!opened) throw unknown()
    return opened
  }
  return {
    append,
    list: async (caller, { after, receipt, state }, now) => {
      const today = dayOf(now)
      const atlas = await ports.atlas()
      const query = onlySeen(db.read.createQueryBuilder(LoanBook, 'b').where('1 = 1'), caller, atlas)
      if (after) query.andWhere('b.id < :after', { after })
      if (state) query.andWhere(inState(state), { state, today })
      if (receipt) query.andWhere('b.receipt = :receipt', { receipt: readReceipt(receipt) ?? '' })
      const rows = await query
        .orderBy('b.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const page = rows.slice(0, PAGE)
      const shown = page.filter(store.isWhole)
      const people = await ports.people(
        caller,
        shown.map(({ id }) => id),
      )
      const items = shown.map((row) => bookRowView(row, people.get(row.id)?.name ?? '', atlas.nameOf(row.bankId), today))
      return { items, next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
    },
    show: async (caller, id, now) => {
      const atlas = await ports.atlas()
      const opened = await mustOpen(db.read, id)
      const hers = await ports.isHers(db.read, caller, id)
      if (!hers && !seesBook(caller, opened.row, atlas)) throw unknown()
      const people = await ports.people(caller, [id])
      const lines = await find(db.read, LoanClaimLine, { bookId: id })
      const claims = await find(db.read, LoanClaim, { id: lines.map(({ claimId }) => claimId), state: 'paid' })
      const quarterIn = new Map(claims.map((claim) => [claim.id, claim.quarter]))
      const settled = lines.filter(({ claimId }) => quarterIn.has(claimId))
      const paidOtherwise = settled.flatMap(({ claimId, total, paid, rest }) =>
        paid === null || rest === null ? [] : [{ quarter: quarterIn.get(claimId) as string, claimed: total, paid, rest }],
      )
      const around = {
        who: people.get(id)?.name ?? '',
        bank: atlas.nameOf(opened.row.bankId),
        mayRecord: banksOf(caller).includes(opened.row.bankId) && !hers,
        hers,
        paidOtherwise: paidOtherwise.sort((a, b) => (a.quarter < b.quarter ? -1 : 1)),
        subsidyPaid: settled.reduce((sum, { paid, total }) => sum + (paid ?? total), 0),
      }
      return bookView(opened, around, now)
    },
    record: async (m, caller, id, { version, note, ...entry }, fresh, atlas, now) => {
      const opened = await mustOpen(m, id)
      // Nobody keeps the book of her own loan.
      if (!banksOf(caller).includes(opened.row.bankId) || (await ports.isHers(m, caller, id))) throw unknown()
      if (version !== opened.row.version) throw new AppError('staleVersion', '这笔贷款刚有了新的登记，请刷新再看')
      const trouble = entryTrouble(opened.terms, opened.entries, { ...entry, id: fresh } as Entry, dayOf(now))
      if (trouble) invalid({ [trouble.field]: trouble.why })
      await append(m, opened, [{ id: fresh, entry: entry as Omit<Entry, 'id'>, note }], { account: caller.account, now, atlas })
    },
    release: async (m, { row, now }) => {
      const bankId = row.offices.bank
      const places = row.places.applicant
      if (bankId === undefined || !places) throw new Error(`case ${row.id} has no bank or place`)
      const { village, town, county } = places
      const book = {
        ...{ id: row.id, receipt: await ports.receiptOf(m, row.id), bankId },
        ...{ villageId: village ?? null, townId: town ?? null, countyId: county },
        ...(await frozenOf(m, versions, row)),
      }
      await touch(m, await store.begin(m, book, now))
    },
    amend: async (m, { row, now }) => {
      const opened = await mustOpen(m, row.id)
      const frozen = await frozenOf(m, versions, row, opened)
      const trouble = termsTrouble(frozen.terms, opened.entries)
      if (Object.keys(trouble).length > 0) invalid(trouble)
      await touch(m, await store.amend(m, opened, frozen, now))
    },
  }
}

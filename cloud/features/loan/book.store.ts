import { AppError } from '@shared/core/errors'
import { addMs, atChina, dayOf } from '@shared/core/time'
import type { BookState } from '@shared/features/loan/book.api'
import type { Entry, Terms } from '@shared/features/loan/book.entries'
import { type Reckoned, reckon } from '@shared/features/loan/book.reckoning'
import { remindersOf } from '@shared/features/loan/book.reminders'
import { In } from 'typeorm'
import { changeOne, find, findOne, insert, isDuplicate, type Manager } from '../../core/database'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import { LoanBook, LoanEntry } from './book.entity'

/** What the data key of a book belongs to. */
export const bookRow = ({ id }: Pick<LoanBook, 'id'>): string => `loan_book:${id}`

/** A line with what is known about it besides. */
export interface Kept {
  entry: Entry
  note: string
  at: string
}

/** A book with all its lines, found whole. */
export interface Opened {
  row: LoanBook
  terms: Terms
  kept: readonly Kept[]
  entries: readonly Entry[]
}

interface NewLine {
  id: string
  entry: Omit<Entry, 'id'>
  note: string
}

/** What is agreed and borne from the release on. */
export type Frozen = Pick<LoanBook, 'policy' | 'lpr' | 'principal' | 'released'> & { terms: Terms }
/** What a book begins with. */
export type NewBook = Pick<LoanBook, 'id' | 'receipt' | 'bankId' | 'villageId' | 'townId' | 'countyId'> & Frozen

export interface BookStore {
  /** undefined when there is none, or when it was changed outside of this program */
  open(m: Manager, id: string): Promise<Opened | undefined>
  /** the same of many, by id */
  openAll(m: Manager, rows: readonly LoanBook[]): Promise<Map<string, Opened>>
  /** begins a book */
  begin(m: Manager, book: NewBook, now: string): Promise<Opened>
  /** puts other figures under a book; its lines stay @throws AppError staleVersion when somebody was quicker */
  amend(m: Manager, opened: Opened, frozen: Frozen, now: string): Promise<Opened>
  /** adds lines to a book as it was read @throws AppError staleVersion when somebody was quicker */
  add(m: Manager, opened: Opened, lines: readonly NewLine[], by: { account: string; now: string }): Promise<Opened>
  /** whether the row is what this program wrote */
  isWhole(row: LoanBook): boolean
}

const REMIND_AT = '09:00'
const ERASED = '她的资料已经依法删除，不能再写说明；数字可以照常登记'

const DAY_MS = 86_400_000

/** When she is next told of a payment: not again on the day on which she last was. UTC. */
function nextReminderAt(instalments: Reckoned['instalments'], reminded: string, now: string): string | undefined {
  const yesterday = addMs(now, -DAY_MS)
  const behind = dayOf(reminded > yesterday ? reminded : yesterday)
  const next = remindersOf(instalments).find(({ day }) => day > behind)
  return next && atChina(next.day, REMIND_AT)
}

/** The moment from which an extension holds: what was missing before goes into its plan. UTC. */
export const beginningOf = ({ from }: Reckoned['extended'][number]): string => atChina(from, '00:00')

/** What lists and the clock read of a book without a replay; the clock looks again at the next reminder or the beginning of an extension. */
export function derivedOf(
  { state, balance, next, instalments, extended }: Reckoned,
  { reminded }: Pick<LoanBook, 'reminded'>,
  now: string,
) {
  const beginnings = extended.map(beginningOf).filter((at) => at > now)
  const looks = [nextReminderAt(instalments, reminded, now), ...beginnings].filter((at) => at !== undefined)
  return { state: state satisfies BookState, balance, nextDue: next?.due ?? null, remindAt: looks.sort()[0] ?? null }
}

/** Books and their lines: lines are only added, each chained to the one before by its mark. */
export function bookStore(marks: Marks, seal: Sealer): BookStore {
  const boundBook = (row: LoanBook) =>
    [
      ...([row.id, row.receipt, row.bankId, row.villageId, row.townId, row.countyId] as const),
      ...([row.terms, row.policy, row.lpr, row.principal, row.released, row.version, row.head, row.createdAt] as const),
    ] as const
  const markOf = (row: LoanBook) => marks.of('loan_book', boundBook(row) as never)
  const boundLine = (line: Omit<LoanEntry, 'mark'>, before: string) =>
    [line.id, line.bookId, line.seq, line.body, line.note, line.createdBy, line.createdAt, before] as const
  const isWhole = (row: LoanBook) => marks.hold('loan_book', boundBook(row) as never, row.mark)
  const openWith = (row: LoanBook, found: readonly LoanEntry[]): Opened | undefined => {
    // Read after the row, there may be newer ones: they belong to a later version of it.
    const lines = found.filter(({ seq }) => seq < row.version)
    if (!isWhole(row) || lines.length !== row.version - 1) return undefined
    let head = ''
    for (const line of lines) {
      if (!marks.hold('loan_entry', boundLine(line, head), line.mark)) return undefined
      head = line.mark
    }
    if (head !== row.head) return undefined
    const kept = lines.map(({ id, body, note, createdAt }) => ({
      entry: { ...JSON.parse(body), id } as Entry,
      note: note === '' || row.dataKey === '' ? '' : seal.open<string>(bookRow(row), row.dataKey, `note ${id}`, note),
      at: createdAt,
    }))
    return { row, terms: JSON.parse(row.terms), kept, entries: kept.map(({ entry }) => entry) }
  }
  /** Changes a book as it was read: whoever was quicker has left another mark on it. */
  const change = async (m: Manager, row: LoanBook, set: Partial<LoanBook>): Promise<LoanBook> => {
    const changed = { ...row, ...set }
    const mark = markOf(changed)
    const { id, version, mark: was } = row
    if (!(await changeOne(m, LoanBook, 'id = :id AND version = :version AND mark = :was', { id, version, was }, { ...set, mark })))
      throw new AppError('staleVersion', '这笔贷款刚有了新的登记，请刷新再看')
    return { ...changed, mark }
  }
  return {
    isWhole,
    open: async (m, id) => {
      const row = await findOne(m, LoanBook, { id })
      return row && openWith(row, await find(m, LoanEntry, { bookId: id }, { order: { seq: 'ASC' } }))
    },
    openAll: async (m, rows) => {
      const ids = rows.map(({ id }) => id)
      const lines = await m.find(LoanEntry, { where: { bookId: In(ids) }, order: { bookId: 'ASC', seq: 'ASC' } })
      const byBook = new Map<string, LoanEntry[]>()
      for (const line of lines) byBook.set(line.bookId, [...(byBook.get(line.bookId) ?? []), line])
      return new Map(
        rows.flatMap((row) => {
          const opened = openWith(row, byBook.get(row.id) ?? [])
          return opened ? [[row.id, opened] as const] : []
        }),
      )
    },
    begin: async (m, { terms, ...book }, now) => {
      const reckoned = reckon(terms, [], dayOf(now))
      const row = {
        ...book,
        ...{ terms: JSON.stringify(terms), version: 1, head: '', reminded: '', createdAt: now, mark: '' },
        ...derivedOf(reckoned, { reminded: '' }, now),
        dataKey: seal.newKey(bookRow(book)),
      }
      row.mark = markOf(row)
      // Two clerks at once: one unit waits for the other here.
      await insert(m, LoanBook, row).catch((error) => {
        throw isDuplicate(error) ? new AppError('staleVersion', '刚刚有人登记了放款，请刷新再看') : error
      })
      return { row, terms, kept: [], entries: [] }
    },
    add: async (m, { row, terms, kept, entries }, added, { account, now }) => {
      if (row.dataKey === '' && added.some(({ note }) => note !== ''))
        throw new AppError('invalidInput', ERASED, { fields: { note: ERASED } })
      let head = row.head
      const lines = added.map(({ id, entry, note }, k): LoanEntry => {
        const sealed = note === '' ? '' : seal.seal(bookRow(row), row.dataKey, `note ${id}`, note)
        const body = JSON.stringify(entry)
        const line = { id, bookId: row.id, seq: row.version + k, body, note: sealed, createdBy: account, createdAt: now }
        head = marks.of('loan_entry', boundLine(line, head))
        return { ...line, mark: head }
      })
      const all = [...entries, ...added.map(({ id, entry }) => ({ ...entry, id }) as Entry)]
      const derived = derivedOf(reckon(terms, all, dayOf(now)), row, now)
      const changed = await change(m, row, { version: row.version + lines.length, head, ...derived })
      await insert(m, LoanEntry, lines)
      const told = added.map(({ id, entry, note }) => ({ entry: { ...entry, id } as Entry, note, at: now }))
      return { row: changed, terms, kept: [...kept, ...told], entries: all }
    },
    amend: async (m, { row, kept, entries }, { terms, ...frozen }, now) => {
      const derived = derivedOf(reckon(terms, entries, dayOf(now)), row, now)
      const changed = await change(m, row, { ...frozen, terms: JSON.stringify(terms), ...derived })
      return { row: changed, terms, kept, entries }
    },
  }
}

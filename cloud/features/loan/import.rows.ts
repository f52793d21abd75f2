import { AppError } from '@shared/core/errors'
import { ROW_FATES } from '@shared/features/loan/book.api'
import type { Entry, Payment, Terms } from '@shared/features/loan/book.entries'
import { entryTrouble } from '@shared/features/loan/book.problems'
import type { Rest } from '@shared/features/loan/claim.rest'
import { dayIn, fenIn } from '../../core/xlsx.cells'
import type { Table } from '../../core/xlsx.read'

/** One row of a file as it could be read. */
export interface SentRow {
  /** its number in the file; null for a line that is not in it */
  row: number | null
  receipt: string
  day: string
  principal: number
  interest: number | null
  sort: Payment['sort']
  serial: string
  /** of a payment: what becomes of a difference */
  rest?: Rest
  /** what cannot be read of it */
  trouble?: { fate: keyof typeof ROW_FATES; why: string }
}

export interface FatedRow extends SentRow {
  fate: keyof typeof ROW_FATES
  why: string
}

/** Titles of the columns that are read, wherever they stand. */
export const TITLES = {
  receipt: '受理编号',
  day: '还款日期',
  principal: '归还本金(元)',
  interest: '归还利息(元)',
  sort: '类型',
  serial: '流水号',
  paid: '实付金额(元)',
  rest: '差额怎么办',
} as const
type Title = keyof typeof TITLES

// A map, for a cell may say the name of something that every object has.
const SORTS: ReadonlyMap<string, Payment['sort']> = new Map([
  ['', 'repayment'],
  ['还款', 'repayment'],
  ['提前还款', 'early'],
  ['代偿', 'guarantorPays'],
])
/** fen: what the claim's page takes as well */
export const MOST_FEN = 1_000_000_000

const plain = (title: string): string => title.replace(/\s/g, '').replace('（', '(').replace('）', ')')

/** The rows below the titles, each with its cells by title. @throws AppError wrongType when the titles are not there */
export function cellsOf({ rows }: Table, needed: readonly Title[]): { row: number; cell(title: Title): string }[] {
  const at = rows.findIndex(({ cells }) => {
    const told = new Set(cells.map(plain))
    return needed.every((title) => told.has(TITLES[title]))
  })
  if (at < 0) {
    const names = needed.map((title) => `“${TITLES[title]}”`).join('、')
    throw new AppError('wrongType', `表里没有找到${names}这几列，请用下载的模板`, { fields: { file: '列不对' } })
  }
  const titles = (rows[at]?.cells ?? []).map(plain)
  return rows.slice(at + 1).map(({ row, cells }) => ({ row, cell: (title) => cells[titles.indexOf(TITLES[title])] ?? '' }))
}

/** A row that says nothing that can be read. */
export const unread = (fate: keyof typeof ROW_FATES, why: string) => ({ trouble: { fate, why } })

/** What a bank says was paid; rows that were left empty are none. @throws AppError wrongType */
export function repaymentsIn(table: Table): SentRow[] {
  return cellsOf(table, ['receipt', 'day', 'principal']).flatMap(({ row, cell }): SentRow[] => {
    if (cell('day') === '' && cell('principal') === '' && cell('interest') === '') return []
    const day = dayIn(cell('day'), table.epoch)
    const [principal, interest] = [cell('principal'), cell('interest')].map((typed) => (typed === '' ? null : fenIn(typed)))
    const sort = SORTS.get(cell('sort'))
    const read = { row, receipt: cell('receipt').slice(0, 20), day: day ?? cell('day').slice(0, 20), principal: principal ?? 0 }
    const line = { ...read, interest: interest ?? null, sort: sort ?? 'repayment', serial: cell('serial').slice(0, 40) }
    if (day === undefined) return [{ ...line, ...unread('badDay', '日期要写成 2026-03-12 这样，而且要真有这一天') }]
    const isSum = (sum: number | null | undefined) => sum !== undefined && (sum === null || (sum >= 0 && sum <= MOST_FEN))
    if (!isSum(principal) || !isSum(interest))
      return [{ ...line, principal: 0, interest: null, ...unread('badSum', '金额要写成 1087.50 这样，单位是元') }]
    return sort ? [line] : [{ ...line, ...unread('unreadable', '类型只有 还款、提前还款、代偿 三种') }]
  })
}

/** A row as a line of a book. */
export const entryOf = ({ day, principal, interest, sort, serial }: SentRow): Omit<Payment, 'id'> => ({
  ...{ sort, day, principal },
  ...(interest === null ? {} : { interest }),
  ...(serial === '' ? {} : { serial }),
})

/** What becomes of each row, one after another: a row that is taken is known to those that follow. */
export function fatesOf(
  rows: readonly SentRow[],
  bookOf: (receipt: string) => { id: string; terms: Terms; entries: readonly Entry[] } | undefined,
  today: string,
): FatedRow[] {
  const grown = new Map<string, Entry[]>()
  return rows.map((row): FatedRow => {
    if (row.trouble) return { ...row, ...row.trouble }
    const book = bookOf(row.receipt)
    if (!book) return { ...row, fate: 'unknown', why: '没有这个受理编号的贷款，或者不是贵行放的；自己的贷款请同事登记' }
    const entries = grown.get(book.id) ?? [...book.entries]
    const entry = { ...entryOf(row), id: `row${row.row}` } as Entry
    const trouble = entryTrouble(book.terms, entries, entry, today)
    if (trouble) return { ...row, fate: trouble.fate, why: trouble.why }
    grown.set(book.id, [...entries, entry])
    return { ...row, fate: 'taken', why: '' }
  })
}

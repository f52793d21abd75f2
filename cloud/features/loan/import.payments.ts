import { sayYuan } from '@shared/core/money'
import { readReceipt } from '@shared/core/receipt'
import { fenIn } from '../../core/xlsx.cells'
import type { Table } from '../../core/xlsx.read'
import { cellsOf, type FatedRow, MOST_FEN, type SentRow, unread } from './import.rows'

const line = { day: '', interest: null, sort: 'repayment', serial: '' } as const

/** What finance says it paid for each loan. @throws AppError wrongType */
export function paymentsIn(table: Table): SentRow[] {
  return cellsOf(table, ['receipt', 'paid']).flatMap(({ row, cell }): SentRow[] => {
    if (readReceipt(cell('receipt')) === undefined && cell('paid') === '') return []
    const sum = fenIn(cell('paid'))
    const paid = sum !== undefined && Math.abs(sum) <= MOST_FEN ? sum : undefined
    const read = { ...line, row, receipt: cell('receipt').slice(0, 20), principal: paid ?? 0 }
    return [paid === undefined ? { ...read, ...unread('badSum', '实付金额要写成 1087.50 这样') } : read]
  })
}

/** A line of the claim with its number, and what finance has said so far that it paid; null where nothing was reported. */
export interface ClaimedLine {
  book: string
  receipt: string
  total: number
  paid: number | null
}

interface Compared {
  fates: FatedRow[]
  /** lines of which nobody has said so far what was paid: none of them counts as paid, nor as not paid */
  missing: FatedRow[]
  /** lines that the file does not name, for which what was said before stays */
  kept: number
  /** of all lines those that were paid otherwise than claimed, by what is said then */
  except: { book: string; paid: number }[]
}

function sayCompared(total: number, paid: number): string {
  const less = total - paid
  return less === 0 ? '' : `比申报的${less > 0 ? '少' : '多'}${sayYuan(Math.abs(less))}元`
}

/** Each row of a file against its line of the claim. A line is only ever paid by a row that names it and can be read. */
export function comparedWith(rows: readonly SentRow[], lines: readonly ClaimedLine[]): Compared {
  const byReceipt = new Map(lines.map((one) => [one.receipt, one]))
  const told = new Map<string, number>()
  const fates = rows.map((row): FatedRow => {
    if (row.trouble) return { ...row, ...row.trouble }
    const claimed = byReceipt.get(readReceipt(row.receipt) ?? '')
    if (!claimed) return { ...row, fate: 'unknown', why: '清单里没有这个受理编号' }
    if (told.has(claimed.book)) return { ...row, fate: 'known', why: '这一笔前面已经有了' }
    told.set(claimed.book, row.principal)
    return { ...row, fate: 'taken', why: sayCompared(claimed.total, row.principal) }
  })
  const unnamed = lines.filter(({ book }) => !told.has(book))
  const missing = unnamed.filter(({ paid }) => paid === null)
  const except = lines.flatMap(({ book, total, paid: before }) => {
    const paid = told.get(book) ?? before ?? total
    return paid === total ? [] : [{ book, paid }]
  })
  return {
    ...{ fates, except, kept: unnamed.length - missing.length },
    missing: missing.map(({ receipt }) => ({
      ...line,
      row: null,
      receipt,
      principal: 0,
      fate: 'missing',
      why: '清单里有，表里没有写实付多少',
    })),
  }
}

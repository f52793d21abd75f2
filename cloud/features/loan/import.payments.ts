import { sayYuan } from '@shared/core/money'
import { readReceipt } from '@shared/core/receipt'
import { RESTS, type Rest, sayRest } from '@shared/features/loan/claim.rest'
import { fenIn } from '../../core/xlsx.cells'
import type { Table } from '../../core/xlsx.read'
import { cellsOf, type FatedRow, MOST_FEN, type SentRow, unread } from './import.rows'

// A map, for a cell may say the name of something that every object has.
const RESTS_BY_NAME: ReadonlyMap<string, Rest> = new Map([
  ['', 'later'],
  [RESTS.later, 'later'],
  [RESTS.final, 'final'],
])
const line = { day: '', interest: null, sort: 'repayment', serial: '' } as const

/** What finance says it paid for each loan. @throws AppError wrongType */
export function paymentsIn(table: Table): SentRow[] {
  return cellsOf(table, ['receipt', 'paid']).flatMap(({ row, cell }): SentRow[] => {
    if (readReceipt(cell('receipt')) === undefined && cell('paid') === '') return []
    const sum = fenIn(cell('paid'))
    const paid = sum !== undefined && Math.abs(sum) <= MOST_FEN ? sum : undefined
    const rest = RESTS_BY_NAME.get(cell('rest'))
    const read = { ...line, row, receipt: cell('receipt').slice(0, 20), principal: paid ?? 0, rest: rest ?? 'later' }
    if (paid === undefined) return [{ ...read, ...unread('badSum', '实付金额要写成 1087.50 这样') }]
    return [rest ? read : { ...read, ...unread('unreadable', `差额只有 ${Object.values(RESTS).join('、')} 两种；空着就是下季补扣`) }]
  })
}

/** A line of the claim with its number, and what finance has said so far that it paid; null where nothing was reported. */
export interface ClaimedLine {
  book: string
  receipt: string
  total: number
  paid: number | null
  /** what becomes of the difference, where there is one */
  rest: Rest | null
}

interface Compared {
  fates: FatedRow[]
  /** lines of which nobody has said so far what was paid: none of them counts as paid, nor as not paid */
  missing: FatedRow[]
  /** lines that the file does not name, for which what was said before stays */
  kept: number
  /** of all lines those that were paid otherwise than claimed, by what is said then */
  except: { book: string; paid: number; rest: Rest }[]
}

const sayCompared = (less: number, rest: Rest): string =>
  less === 0 ? '' : `比申报的${less > 0 ? '少' : '多'}${sayYuan(Math.abs(less))}元：${sayRest(less, rest)}`

/** Each row of a file against its line of the claim. A line is only ever paid by a row that names it and can be read. */
export function comparedWith(rows: readonly SentRow[], lines: readonly ClaimedLine[]): Compared {
  const byReceipt = new Map(lines.map((one) => [one.receipt, one]))
  const told = new Map<string, { paid: number; rest: Rest }>()
  const fates = rows.map((row): FatedRow => {
    if (row.trouble) return { ...row, ...row.trouble }
    const claimed = byReceipt.get(readReceipt(row.receipt) ?? '')
    if (!claimed) return { ...row, fate: 'unknown', why: '清单里没有这个受理编号' }
    if (told.has(claimed.book)) return { ...row, fate: 'known', why: '这一笔前面已经有了' }
    const { principal: paid, rest = 'later' } = row
    told.set(claimed.book, { paid, rest })
    return { ...row, fate: 'taken', why: sayCompared(claimed.total - paid, rest) }
  })
  const unnamed = lines.filter(({ book }) => !told.has(book))
  const missing = unnamed.filter(({ paid }) => paid === null)
  const except = lines.flatMap(({ book, total, ...before }) => {
    const { paid, rest } = told.get(book) ?? before
    return paid === null || paid === total ? [] : [{ book, paid, rest: rest ?? 'later' }]
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

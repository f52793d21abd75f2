import { sayYuan } from '@shared/core/money'
import { sayDay } from '@shared/core/time'
import { BOOK_STATES, type BookState, type BookView, ENTRY_SORTS, FATES } from '@shared/features/loan/book.api'
import { sayRate } from '@shared/features/loan/loan.money'
import type { Said } from '../said'

export type Entry = BookView['entries'][number]
export type Instalment = BookView['instalments'][number]

/** A sum of fen; one that is taken back stands with its sign before it. */
export const yuan = (fen: number): string => (fen < 0 ? `-¥${sayYuan(-fen)}` : `¥${sayYuan(fen)}`)

/** `2026年11月25日(周三)`: a loan lasts for years. */
export const sayFullDay = (day: string): string => `${day.slice(0, 4)}年${sayDay(day)}`

const STATE_TONES: Record<BookState, Said['tone']> = { repaying: 'plain', overdue: 'danger', guaranteed: 'wait', settled: 'ok' }
export const stateOf = (state: BookState): Said => ({ words: BOOK_STATES[state], tone: STATE_TONES[state] })

const FATE_TONES: Record<keyof typeof FATES, Said['tone']> = {
  paid: 'ok',
  part: 'wait',
  overdue: 'danger',
  due: 'plain',
  replaced: 'plain',
}
export const fateOf = (fate: keyof typeof FATES): Said => ({ words: FATES[fate], tone: FATE_TONES[fate] })

/** `本金¥5,000.00，利息¥108.75` */
export const saySums = ({ principal, interest }: Pick<Entry, 'principal' | 'interest'>): string =>
  [principal > 0 ? `本金${yuan(principal)}` : '', interest ? `利息${yuan(interest)}` : ''].filter(Boolean).join('，')

/** What one line of the book says. */
export function sayEntry(entry: Entry): string {
  const { sort, until, madeGood, months } = entry
  if (sort === 'overdue')
    return until ? `${sayFullDay(until)}还上了` : madeGood ? `按还款记录，${sayFullDay(madeGood)}还上了` : '还没有还上'
  if (sort === 'extension') return `往后延${months ?? 0}个月`
  if (sort === 'cancel') return '记错了，去掉'
  return saySums(entry) || ENTRY_SORTS[sort]
}

/** Where a loan is dearer than its policy has in mind, what those who work on it are to do. */
export const sayOverCap = (overCap: number | null): string =>
  overCap === null ? '' : `利率超过上限${sayRate(overCap)}，请经办银行、人社和财政核对`

type Differing = Pick<BookView['quarters'][number], 'differs' | 'interest' | 'subsidy' | 'rows'>

/** By how much the bank's interest of a quarter is not ours, and that the state pays no more than the bank asks. */
export function sayDiffers({ differs, interest, subsidy, rows }: Differing): string {
  if (differs === 0) return ''
  const asked = `银行${differs > 0 ? '多' : '少'}算${yuan(Math.abs(differs))}，以银行的${yuan(Math.max(0, interest + differs))}为准`
  return subsidy < rows.reduce((sum, row) => sum + row.subsidy, 0) ? `${asked}，贴息不超过它` : asked
}

/** Where the bank's interest is not ours, what both are; the bank's counts. */
export const sayDifference = ({ interest, ours }: Entry): string =>
  interest !== null && ours !== null && interest !== ours ? `银行算利息${yuan(interest)}，系统算${yuan(ours)}，以银行为准` : ''

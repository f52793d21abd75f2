import { lastOf } from '../../core/last'
import { sayYuan } from '../../core/money'
import { addDays } from '../../core/time'
import type { ROW_FATES } from './book.api'
import {
  correctedIn,
  type Entry,
  type Happening,
  hasSameSerial,
  isPaidAhead,
  isPayment,
  isSame,
  type Payment,
  standing,
  type Terms,
} from './book.entries'
import { reckon } from './book.reckoning'
import { balancesOf } from './book.workings'
import type { Style } from './loan.schedule'

/** What is wrong with a line that somebody would add: of which sort, at which field, in words for a bank's clerk. */
export interface Trouble {
  fate: keyof typeof ROW_FATES
  field: string
  why: string
}

/** An extension may be agreed so many days before it begins. */
const AHEAD_DAYS = 92

const bad = (fate: Trouble['fate'], field: string, why: string): Trouble => ({ fate, field, why })

function dayTrouble(day: string, { released }: Terms, latest: string, field = 'day'): Trouble | undefined {
  if (day < released) return bad('badDay', field, `放款是${released}，日期不能在这以前`)
  return day > latest ? bad('badDay', field, '这一天还没有到') : undefined
}

/** How a loan is paid back on a day: an extension may have changed it. */
const styleOn = ({ style }: Terms, others: readonly Happening[], day: string): Style =>
  others.reduce((now, entry) => (entry.sort === 'extension' && entry.day <= day ? entry.style : now), style)

const OWED_FIRST = '有到期没还上的：先把欠的登记了，欠的还上了，再记提前还的本金'

/**
 * Whether part of the loan would be paid early while something that was due before is missing, also with the interest that comes along:
 * that is paid first (民法典 560).
 */
function isEarlyTooSoon(terms: Terms, entry: Payment, others: readonly Happening[], left: number): boolean {
  if (!isPaidAhead(entry, styleOn(terms, others, entry.day)) || entry.principal >= left) return false
  const interestAlone: Payment = { ...entry, sort: 'repayment', principal: 0 }
  return reckon(terms, [...others, interestAlone], entry.day).overdue.some(({ until }) => until === null)
}

function paymentTrouble(terms: Terms, entry: Payment, others: readonly Happening[], today: string): Trouble | undefined {
  const wrongDay = dayTrouble(entry.day, terms, today)
  if (wrongDay) return wrongDay
  if (entry.principal + (entry.interest ?? 0) === 0) return bad('badSum', 'principal', '本金和利息不能都是0')
  if (entry.principal === 0 && entry.sort !== 'repayment')
    return bad('badSum', 'principal', '提前还款、代偿要写还了多少本金；只还利息的记成“还款”')
  const paid = others.filter(isPayment)
  const twin = paid.find((one) => isSame(one, entry))
  if (twin) return bad('known', 'principal', '同一天、同样金额的这一笔已经记过了；确实是两笔的，请写上流水号')
  const numbered = paid.find((one) => hasSameSerial(one, entry))
  if (numbered) {
    const was = `${numbered.day}，本金${sayYuan(numbered.principal)}元`
    return bad('known', 'serial', `这个流水号已经记过（${was}）；数字不对的，请更正那一笔`)
  }
  const left = terms.principal - paid.reduce((sum, { principal }) => sum + principal, 0)
  if (entry.principal <= left) return isEarlyTooSoon(terms, entry, others, left) ? bad('badDay', 'sort', OWED_FIRST) : undefined
  return bad('tooMuch', 'principal', left === 0 ? '这笔贷款已经还清了' : `最多还欠${sayYuan(left)}元本金，这一笔比欠的还多`)
}

/**
 * What of other terms cannot be, for the lines that hold were reported on them: by question of the bank's report, in words for its clerk.
 * Lines that were taken back stand in nobody's way.
 */
export function termsTrouble(
  { released, principal }: Pick<Terms, 'released' | 'principal'>,
  entries: readonly Entry[],
): Record<string, string> {
  const happened = standing(entries)
  const [first] = happened
  const paid = happened.filter(isPayment).reduce((sum, one) => sum + one.principal, 0)
  return {
    ...(first && first.day < released ? { releasedOn: `${first.day}已经登记过一笔，放款不能在这以后` } : {}),
    ...(paid >= principal && paid > 0 ? { releasedSum: `已经还了${sayYuan(paid)}元本金，放款要比这多；还款记错的，先更正那一笔` } : {}),
  }
}

/**
 * What stands in the way of a new line; nothing when it can be added.
 * @param today the Chinese day on which it is reported
 */
export function entryTrouble(terms: Terms, entries: readonly Entry[], entry: Entry, today: string): Trouble | undefined {
  const { corrects } = entry
  if (corrects !== undefined) {
    const original = entries.find(({ id }) => id === corrects)
    if (!original || original.sort === 'cancel') return bad('unreadable', 'corrects', '没有要改的这一笔')
    if (correctedIn(entries).has(corrects)) return bad('known', 'corrects', '这一笔已经改过了，请改新的那一笔')
  }
  if (entry.sort === 'cancel') return undefined
  // What holds besides the line in whose place it comes; what that one had corrected stays corrected.
  const others = standing(entries).filter(({ id }) => id !== corrects)
  if (isPayment(entry)) return paymentTrouble(terms, entry, others, today)
  if (entry.sort === 'overdue') {
    const wrongEnd = entry.until !== undefined && entry.until <= entry.day
    if (wrongEnd) return bad('badDay', 'until', '结束要在开始以后')
    return dayTrouble(entry.day, terms, today) ?? (entry.until === undefined ? undefined : dayTrouble(entry.until, terms, today, 'until'))
  }
  const balances = balancesOf(terms, others)
  const owed = lastOf(balances.filter(({ from }) => from <= entry.day))?.owed ?? terms.principal
  if (owed === 0 || lastOf(balances)?.owed === 0) return bad('tooMuch', 'day', '这笔贷款已经还清了，不用展期')
  return dayTrouble(entry.day, terms, addDays(today, AHEAD_DAYS))
}

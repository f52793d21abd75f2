import { annuityOf } from './loan.annuity'
import { portion, WHOLE_RATE } from './loan.money'
import { type Dates, type Period, periodsOf, yearDaysOf } from './loan.periods'

/** How a loan is paid back. */
export const STYLES = {
  equalInstalment: '等额本息',
  equalPrincipal: '等额本金',
  interestOnly: '按期付息，到期还本',
  bullet: '到期一次还本付息',
} as const
export type Style = keyof typeof STYLES

export interface Loan extends Dates {
  /** fen */
  principal: number
  /** yearly, in ten-thousandths of a per cent */
  rate: number
  style: Style
}

/** The part of the interest that finance pays: so many per cent of so much of the rate. */
export interface Help {
  rate: number
  percent: number
}

/** Sums in fen; `share` is what she pays of the interest herself. */
interface Sums {
  principal: number
  interest: number
  subsidy: number
  share: number
}

export interface Instalment extends Sums {
  /** `YYYY-MM-DD` */
  due: string
  /** what is still owed after it */
  balance: number
}

export interface Schedule {
  instalments: Instalment[]
  totals: Sums
}

export const NO_HELP: Help = { rate: 0, percent: 0 }

/** How much principal each payment but the last wants to pay back; the last pays what is left. */
function wishOf({ style, principal, rate, everyMonths }: Loan, count: number): (interest: number) => number {
  if (style === 'equalPrincipal') {
    const each = portion(principal, 1, count)
    return () => each
  }
  if (style === 'equalInstalment') {
    const each = annuityOf(principal, rate, everyMonths, count)
    // A long first period may cost more than the usual payment: then it pays interest alone.
    return (interest) => Math.max(0, each - interest)
  }
  return () => 0
}

/**
 * The whole plan of a loan: each payment, the interest that finance pays, and what she pays herself. Interest is rounded half up by
 * instalment; the last instalment takes what rounding has left over, so the principal sums to the loan.
 * @throws RangeError beyond what can be reckoned exactly (far above every ceiling)
 */
export function scheduleOf(given: Loan, help: Help = NO_HELP): Schedule {
  const loan = given.style === 'bullet' ? { ...given, everyMonths: given.termMonths, firstDue: undefined } : given
  const instalments = instalmentsOver(loan, periodsOf(loan), help)
  const sum = (of: (one: Instalment) => number) => instalments.reduce((total, one) => total + of(one), 0)
  const [interest, subsidy] = [sum((one) => one.interest), sum((one) => one.subsidy)]
  return { instalments, totals: { principal: sum((one) => one.principal), interest, subsidy, share: interest - subsidy } }
}

/** What is paid at each of these due days until a loan is paid back: all of it, or what is left of one. */
export function instalmentsOver(loan: Loan, periods: readonly Period[], help: Help): Instalment[] {
  const wish = wishOf(loan, periods.length)
  const year = WHOLE_RATE * yearDaysOf(loan.dayCount)
  let owed = loan.principal
  return periods.map(({ due, days }, k): Instalment => {
    const interest = portion(owed * loan.rate, days, year)
    const subsidy = portion(owed * help.rate, days * help.percent, year * 100)
    const principal = k === periods.length - 1 ? owed : Math.min(owed, wish(interest))
    owed -= principal
    return { due, principal, interest, subsidy, share: interest - subsidy, balance: owed }
  })
}

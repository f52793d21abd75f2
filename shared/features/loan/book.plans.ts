import { addMonths } from '../../core/time'
import { type Happening, isPayment, type Payment, type Terms } from './book.entries'
import { daysOf } from './loan.periods'
import { type Instalment, instalmentsOver, NO_HELP, scheduleOf } from './loan.schedule'

/** A plan that held for a while: the first since the release, another since each early repayment or extension. */
export interface Held {
  /** from this day; what was due on it still belongs to the plan before */
  from: string
  /** what was owed when it began */
  owed: number
  instalments: Instalment[]
  /** what was paid while it held, in order */
  payments: Payment[]
  /** the day on which another one took its place */
  until?: string
}

/** What is left of a loan, over the due days that are left: from the day on which part of it was paid early. */
function planAnew(terms: Terms, held: Held, day: string, owed: number): Instalment[] {
  const dues = held.instalments.map(({ due }) => due).filter((due) => due > day)
  // Already past its end: all of it is due at once.
  if (dues.length === 0) return owed === 0 ? [] : [{ due: day, principal: owed, interest: 0, subsidy: 0, share: 0, balance: 0 }]
  const days = daysOf(terms)
  const periods = dues.map((due, k) => ({ due, days: days(dues[k - 1] ?? day, due) }))
  return owed === 0 ? [] : instalmentsOver({ ...terms, principal: owed }, periods, terms.help)
}

/**
 * Every plan that held, the last one holds now. An early repayment settles the interest up to its day, and what is left is paid over
 * the due days that are left; an extension lays what is owed on its day over a new term, without subsidy. What was owed on arrears
 * goes into the new plan.
 */
export function plansOf(terms: Terms, happened: readonly Happening[]): Held[] {
  let owed = terms.principal
  let style = terms.style
  let everyMonths = terms.everyMonths
  let help = terms.help
  let held: Held = { from: terms.released, owed, instalments: scheduleOf(terms, help).instalments, payments: [] }
  const plans = [held]
  const begin = (from: string, instalments: Instalment[]) => {
    held.until = from
    held = { from, owed, instalments, payments: [] }
    plans.push(held)
  }
  for (const entry of happened) {
    if (isPayment(entry)) {
      owed -= entry.principal
      held.payments.push(entry)
    }
    if (entry.sort === 'early') begin(entry.day, planAnew({ ...terms, style, everyMonths, help }, held, entry.day, owed))
    if (entry.sort === 'extension') {
      ;({ style, everyMonths } = entry)
      help = NO_HELP
      const anew = { ...terms, style, everyMonths, principal: owed, released: entry.day, termMonths: entry.months, firstDue: undefined }
      // Somebody may have paid all of it, and that was told later.
      begin(entry.day, owed === 0 ? [] : scheduleOf(anew).instalments)
    }
  }
  return plans
}

/** The stretch of an extension: from its day to the end of its new term. */
export const extendedBy = ({ day, months }: { day: string; months: number }) => ({ from: day, until: addMonths(day, months) })

import { addMonths } from '../../core/time'
import { type Happening, isPaidAhead, isPayment, type Payment, type Terms } from './book.entries'
import { metOf } from './book.met'
import { type Balance, balancesOf, interestBetween, subsidyBetween } from './book.workings'
import { daysOf } from './loan.periods'
import { type Instalment, instalmentsOver, NO_HELP, type Style, scheduleOf } from './loan.schedule'

/** A plan that held for a while: the first since the release, another since each early repayment or extension. */
export interface Held {
  /** from this day; what was due on it still belongs to the plan before */
  from: string
  /** what was owed when it began */
  owed: number
  style: Style
  instalments: Instalment[]
  /** what was paid while it held, in order */
  payments: Payment[]
  /** the day on which another one takes its place: an extension may be agreed before it begins, until then this plan holds */
  until?: string
}

/** Whether an instalment of a plan is to be paid at all: what was to come when another plan began is in that one. */
export const isDueIn = ({ until }: Pick<Held, 'until'>, due: string): boolean => until === undefined || due < until

/** What is left of a loan, over the due days that are left: from the day on which part of it was paid early. */
function planAnew(terms: Terms, held: Held, day: string, owed: number): Instalment[] {
  const dues = held.instalments.map(({ due }) => due).filter((due) => due > day)
  // Paid back, or already past its end: what is left is due at once.
  if (owed === 0 || dues.length === 0) return [{ due: day, principal: owed, interest: 0, subsidy: 0, share: 0, balance: 0 }]
  const days = daysOf(terms)
  const periods = dues.map((due, k) => ({ due, days: days(dues[k - 1] ?? day, due) }))
  return instalmentsOver({ ...terms, principal: owed }, periods, terms.help)
}

/** Interest that has run and was never paid, as the next payment takes it along. */
type Carried = Pick<Instalment, 'interest' | 'subsidy' | 'share'>

/** What has run up between two days, and what finance bears of it: nothing from the day of an extension on. */
function carriedOver(terms: Terms, balances: readonly Balance[], from: string, until: string, helpEnds: string): Carried {
  const interest = interestBetween(terms, balances, from, until)
  const subsidy = Math.min(interest, subsidyBetween(terms, balances, from, until < helpEnds ? until : helpEnds))
  return { interest, subsidy, share: interest - subsidy }
}

/** What was due before interest was last paid and was not all paid then is hers to pay as well: it was overdue, finance bears none of it. */
function withMissing(carried: Carried, held: Held, settled: string): Carried {
  const met = metOf(held)
  const missing = held.instalments.reduce((sum, { due, interest }, k) => {
    const one = met[k]
    return one && one.day === undefined && due <= settled ? sum + interest - one.interest : sum
  }, 0)
  return { ...carried, interest: carried.interest + missing, share: carried.share + missing }
}

function withCarried([first, ...rest]: Instalment[], { interest, subsidy, share }: Carried): Instalment[] {
  if (!first) return []
  const one = { ...first, interest: first.interest + interest, subsidy: first.subsidy + subsidy, share: first.share + share }
  return one.principal + one.interest === 0 ? rest : [one, ...rest]
}

/**
 * Every plan that held, the last one holds now. After an early repayment what is left is paid over the due days that are left; an
 * extension lays what is owed on its day over a new term, without subsidy. What was owed on arrears goes into the new plan, and so does
 * the interest that has run since interest was last paid (an early repayment of principal alone, whose interest the bank says is 0,
 * settles none): it is due with the first payment of the new plan, for interest is owed by the time that the money was lent (民法典 677).
 * Where nothing of the principal is left it is due at once (民法典 674: with the money); whom the guarantor has paid for owes the bank nothing.
 */
export function plansOf(terms: Terms, happened: readonly Happening[]): Held[] {
  let owed = terms.principal
  let style = terms.style
  let everyMonths = terms.everyMonths
  let help = terms.help
  const balances = balancesOf(terms, happened)
  let settled = terms.released
  let helpEnds = '9'
  let held: Held = { from: terms.released, owed, style, instalments: scheduleOf(terms, help).instalments, payments: [] }
  const plans = [held]
  const begin = (from: string, instalments: Instalment[]) => {
    held.until = from
    const carried = withMissing(carriedOver(terms, balances, settled, from, helpEnds), held, settled)
    held = { from, owed, style, instalments: withCarried(instalments, carried), payments: [] }
    plans.push(held)
  }
  for (const [at, entry] of happened.entries()) {
    if (isPayment(entry)) {
      owed -= entry.principal
      held.payments.push(entry)
      if (entry.interest !== 0) settled = entry.day
    }
    const endsIt = isPayment(entry) && entry.principal > 0 && owed === 0
    // Several on one day make one new plan.
    const next = happened[at + 1]
    const goesOn = next !== undefined && next.day === entry.day && isPaidAhead(next, style)
    if (endsIt || (isPaidAhead(entry, style) && !goesOn)) {
      const anew = planAnew({ ...terms, style, everyMonths, help }, held, entry.day, owed)
      begin(entry.day, entry.sort === 'guarantorPays' ? [] : anew)
    }
    if (entry.sort === 'extension') {
      ;({ style, everyMonths } = entry)
      help = NO_HELP
      if (entry.day < helpEnds) helpEnds = entry.day
      const anew = { ...terms, style, everyMonths, principal: owed, released: entry.day, termMonths: entry.months, firstDue: undefined }
      // Somebody may have paid all of it, and that was told later.
      begin(entry.day, owed === 0 ? [] : scheduleOf(anew).instalments)
    }
  }
  return plans
}

/** The stretch of an extension: from its day to the end of its new term. */
export const extendedBy = ({ day, months }: { day: string; months: number }) => ({ from: day, until: addMonths(day, months) })

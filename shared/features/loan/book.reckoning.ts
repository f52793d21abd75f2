import { lastOf } from '../../core/last'
import type { BookState, WorkingRow } from './book.api'
import { type Entry, type Happening, isPayment, type Payment, standing, type Terms } from './book.entries'
import { metDays, overdueIn, type Stretch } from './book.overdue'
import { extendedBy, type Held, plansOf } from './book.plans'
import { quarterEnd, quarterOf } from './book.quarters'
import { balancesOf, interestBetween, workingsOf } from './book.workings'
import type { Instalment } from './loan.schedule'

export interface Fated extends Instalment {
  /** of its principal */
  paid: number
  fate: 'paid' | 'part' | 'overdue' | 'due' | 'replaced'
}

export interface QuarterSums {
  quarter: string
  interest: number
  subsidy: number
  share: number
  rows: WorkingRow[]
}

/** All that follows from a book's terms and lines on a day. */
export interface Reckoned {
  state: BookState
  balance: number
  paid: { principal: number; interest: number }
  /** the last day of the plan that holds now */
  ends: string
  next: Instalment | undefined
  overdue: Stretch[]
  extended: { from: string; until: string }[]
  instalments: Fated[]
  quarters: QuarterSums[]
  /** payment → the interest as we reckon it, since interest was last paid; none for one that the bank calls principal alone */
  ours: ReadonlyMap<string, number>
  happened: Happening[]
}

function interestsOf(terms: Terms, happened: readonly Happening[]): Map<string, number> {
  const balances = balancesOf(terms, happened)
  const ours = new Map<string, number>()
  let settled = terms.released
  for (const entry of happened) {
    if (!isPayment(entry) || entry.interest === 0) continue
    ours.set(entry.id, interestBetween(terms, balances, settled, entry.day))
    settled = entry.day
  }
  return ours
}

/** What became of each instalment of each plan, as far as it is known on a day. */
function fatesOf(plans: readonly Held[], interestOf: (payment: string) => number, today: string): Fated[] {
  return plans.flatMap((held) => {
    const met = metDays(held, interestOf)
    let left = held.payments.reduce((sum, { principal }) => sum + principal, 0)
    return held.instalments.map((one, k): Fated => {
      const paid = Math.min(left, one.principal)
      left -= paid
      const open = one.due < today ? 'overdue' : paid > 0 ? 'part' : 'due'
      const fate = met[k] !== undefined ? 'paid' : held.until !== undefined ? 'replaced' : open
      return { ...one, paid, fate }
    })
  })
}

/** The next payment: what is left of the first instalment that is not met. */
function nextOf(instalments: readonly Fated[]): Instalment | undefined {
  const one = instalments.find(({ fate }) => fate === 'overdue' || fate === 'part' || fate === 'due')
  if (!one) return undefined
  const { paid, fate: _, ...instalment } = one
  return { ...instalment, principal: one.principal - paid }
}

function byQuarter(rows: readonly WorkingRow[]): QuarterSums[] {
  const quarters = new Map<string, QuarterSums>()
  for (const row of rows) {
    const quarter = quarterOf(row.from)
    const sums = quarters.get(quarter) ?? { quarter, interest: 0, subsidy: 0, share: 0, rows: [] }
    sums.interest += row.interest
    sums.subsidy += row.subsidy
    sums.share = sums.interest - sums.subsidy
    sums.rows.push(row)
    quarters.set(quarter, sums)
  }
  return [...quarters.values()]
}

function stateOf(balance: number, payments: readonly Payment[], overdue: readonly Stretch[]): BookState {
  if (balance === 0) return payments.some(({ sort }) => sort === 'guarantorPays') ? 'guaranteed' : 'settled'
  return overdue.some(({ until }) => until === null) ? 'overdue' : 'repaying'
}

/**
 * Replays a book: the same lines always give the same figures. What will happen is not foreseen: the arithmetic ends on the day
 * before `today`.
 */
export function reckon(terms: Terms, entries: readonly Entry[], today: string): Reckoned {
  const happened = standing(entries)
  const payments = happened.filter(isPayment)
  const plans = plansOf(terms, happened)
  const balances = balancesOf(terms, happened)
  const balance = lastOf(balances)?.owed ?? 0
  const ours = interestsOf(terms, happened)
  const said = new Map(payments.map(({ id, interest }) => [id, interest ?? ours.get(id) ?? 0]))
  const interestOf = (id: string) => said.get(id) ?? 0
  const cleared = balance === 0 ? lastOf(balances)?.from : undefined
  const overdue = overdueIn(plans, happened, { interestOf, cleared, today })
  const extended = happened.flatMap((entry) => (entry.sort === 'extension' ? [extendedBy(entry)] : []))
  const guaranteed = payments.find(({ sort }) => sort === 'guarantorPays')?.day
  const instalments = fatesOf(plans, interestOf, today)
  return {
    state: stateOf(balance, payments, overdue),
    balance,
    paid: { principal: terms.principal - balance, interest: payments.reduce((sum, { id }) => sum + interestOf(id), 0) },
    ends: lastOf(lastOf(plans)?.instalments ?? [])?.due ?? cleared ?? terms.released,
    next: balance === 0 ? undefined : nextOf(instalments),
    overdue,
    extended,
    instalments,
    quarters: byQuarter(workingsOf(terms, balances, { overdue, extended, guaranteed }, today)),
    ours,
    happened,
  }
}

/** The state of a loan on a day by what was kept of it when its last line came: time alone only makes it late. */
export const stateOn = ({ state, nextDue }: { state: BookState; nextDue: string | null }, today: string): BookState =>
  state === 'repaying' && nextDue !== null && nextDue < today ? 'overdue' : state

/** What a claim for a quarter says of a loan: the quarter itself, and what earlier ones should have been, less what was claimed. */
export function claimOf(terms: Terms, entries: readonly Entry[], quarter: string, claimed: number) {
  // Reckoned as on the day after the quarter: a later claim finds the same, unless something was reported since.
  const { quarters } = reckon(terms, entries, quarterEnd(quarter))
  const its = quarters.find((one) => one.quarter === quarter)
  const earlier = quarters.reduce((sum, one) => sum + (one.quarter < quarter ? one.subsidy : 0), 0)
  const subsidy = its?.subsidy ?? 0
  const adjustment = earlier - claimed
  return { interest: its?.interest ?? 0, subsidy, adjustment, total: subsidy + adjustment, rows: its?.rows ?? [] }
}

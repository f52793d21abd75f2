import { lastOf } from '../../core/last'
import type { BookState, WorkingRow } from './book.api'
import { type Entry, type Happening, isPayment, type Payment, standing, type Terms } from './book.entries'
import { metOf } from './book.met'
import { overdueIn, type Stretch } from './book.overdue'
import { extendedBy, type Held, isDueIn, plansOf } from './book.plans'
import { quarterEnd, quarterOf, quarterStartsBetween } from './book.quarters'
import { type Balance, balancesOf, interestBetween, workingsOf } from './book.workings'
import type { Earlier } from './claim.api'
import type { Instalment } from './loan.schedule'

export interface Fated extends Instalment {
  /** of its principal */
  paid: number
  /** of its interest */
  paidInterest: number
  fate: 'paid' | 'part' | 'overdue' | 'due' | 'replaced'
}

export interface QuarterSums {
  quarter: string
  interest: number
  /** what the bank reported more (or less) in the quarter than we reckon: the bank's figures win */
  differs: number
  /** what its rows come to, but never more than the interest as the bank reported it */
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
  /** line of the bank that something is overdue, without an end → the day on which the payments say that it was made good */
  madeGood: ReadonlyMap<string, string>
  extended: { from: string; until: string }[]
  instalments: Fated[]
  quarters: QuarterSums[]
  /** up to today: the interest, as the bank reported it where it has, what the state bears of it, and what she bears */
  soFar: { interest: number; subsidy: number; share: number }
  /** payment → the interest as we reckon it, since interest was last paid; none for one that the bank calls principal alone */
  ours: ReadonlyMap<string, number>
  happened: Happening[]
}

/** Of the interest she bears what the state does not: where the bank asks less than the state pays, nothing. */
const shareOf = (interest: number, subsidy: number): number => Math.max(0, interest - subsidy)

interface Interests {
  /** payment → its interest by our count */
  ours: Map<string, number>
  /** payment → since when that had run */
  since: Map<string, string>
  /** up to which day interest was paid */
  settled: string
}

function interestsOf(terms: Terms, balances: readonly Balance[], happened: readonly Happening[]): Interests {
  const [ours, since] = [new Map<string, number>(), new Map<string, string>()]
  let settled = terms.released
  for (const entry of happened) {
    if (!isPayment(entry) || entry.interest === 0) continue
    ours.set(entry.id, interestBetween(terms, balances, settled, entry.day))
    since.set(entry.id, settled)
    settled = entry.day
  }
  return { ours, since, settled }
}

/**
 * By how much the bank's interest is another than ours: in the quarter in which the time ends that it is for; what is more than ours first
 * makes good what was less before. Where it is less than ours
 * of that quarter the rest is taken from the quarter before, so that none has an interest below nothing.
 */
function differencesIn(
  terms: Terms,
  balances: readonly Balance[],
  payments: readonly Payment[],
  { ours, since }: Interests,
): Map<string, number> {
  const differences = new Map<string, number>()
  for (const { id, day, interest } of payments) {
    const from = since.get(id)
    if (interest === undefined || from === undefined) continue
    let rest = interest - (ours.get(id) ?? 0)
    // Part of it was paid before, and this is the rest.
    for (const quarter of [...differences.keys()].sort().reverse()) {
      const filled = Math.min(rest, -Math.min(0, differences.get(quarter) ?? 0))
      if (filled <= 0) continue
      differences.set(quarter, (differences.get(quarter) ?? 0) + filled)
      rest -= filled
    }
    let end = day
    for (const start of [from, ...quarterStartsBetween(from, day)].reverse()) {
      const part = start === from ? rest : Math.max(rest, -interestBetween(terms, balances, start, end))
      const quarter = quarterOf(start)
      if (part !== 0) differences.set(quarter, (differences.get(quarter) ?? 0) + part)
      rest -= part
      end = start
    }
  }
  return differences
}

/** What the bank has counted otherwise than we in the instalments that are paid is in the last ones: all together they pay back what is owed. */
function withRest(fates: readonly Fated[], { owed, payments }: Held): Fated[] {
  let rest = owed - payments.reduce((sum, { principal }) => sum + principal, 0)
  for (const { fate, principal, paid } of fates) if (fate !== 'paid') rest -= principal - paid
  return fates
    .map((one) => one)
    .reverse()
    .map((one) => {
      if (rest === 0 || one.fate === 'paid') return one
      const principal = Math.max(one.paid, one.principal + rest)
      rest -= principal - one.principal
      return { ...one, principal }
    })
    .reverse()
}

/** What became of each instalment of each plan, as far as it is known on a day. */
function fatesOf(plans: readonly Held[], today: string): Fated[] {
  return plans.flatMap((held) => {
    const met = metOf(held)
    const fates = held.instalments.map((one, k): Fated => {
      const { day, principal: paid = 0, interest: paidInterest = 0 } = met[k] ?? {}
      const begun = one.principal > 0 ? paid : paidInterest
      const open = one.due < today ? 'overdue' : begun > 0 ? 'part' : 'due'
      const isReplaced = !isDueIn(held, one.due) || (held.until !== undefined && held.until <= today)
      const fate = day !== undefined ? 'paid' : isReplaced ? 'replaced' : open
      return { ...one, paid, paidInterest, fate }
    })
    return held.until === undefined ? withRest(fates, held) : fates
  })
}

/** What is left to pay of an instalment: what was paid of its interest was hers first. */
export function leftOf({
  principal,
  interest,
  share,
  paid,
  paidInterest,
}: Fated): Pick<Instalment, 'principal' | 'interest' | 'subsidy' | 'share'> {
  const [left, hers] = [interest - paidInterest, Math.max(0, share - paidInterest)]
  return { principal: principal - paid, interest: left, subsidy: left - hers, share: hers }
}

/** The next payment: what is left of the first instalment that is not met. */
function nextOf(instalments: readonly Fated[]): Instalment | undefined {
  const one = instalments.find(({ fate }) => fate === 'overdue' || fate === 'part' || fate === 'due')
  if (!one) return undefined
  const { due, balance } = one
  return { due, balance, ...leftOf(one) }
}

function byQuarter(rows: readonly WorkingRow[], differences: ReadonlyMap<string, number>): QuarterSums[] {
  const names = new Set([...rows.map(({ from }) => quarterOf(from)), ...differences.keys()])
  return [...names].sort().map((quarter) => {
    const its = rows.filter(({ from }) => quarterOf(from) === quarter)
    const sum = (of: 'interest' | 'subsidy') => its.reduce((total, row) => total + row[of], 0)
    const [interest, differs] = [sum('interest'), differences.get(quarter) ?? 0]
    // 财政贴的是实际付的利息 (财金〔2023〕75号: so many per cent of the actual rate): what the bank does not ask the state does not pay.
    const subsidy = Math.min(sum('subsidy'), Math.max(0, interest + differs))
    return { quarter, interest, differs, subsidy, share: shareOf(interest + differs, subsidy), rows: its }
  })
}

/** `next`: the next payment; where the principal is paid back, the interest that was not. */
function stateOf(
  { balance, next, overdue }: Pick<Reckoned, 'balance' | 'next' | 'overdue'>,
  payments: readonly Payment[],
  today: string,
): BookState {
  if (balance > 0) return overdue.some(({ until }) => until === null) ? 'overdue' : 'repaying'
  if (payments.some(({ sort }) => sort === 'guarantorPays')) return 'guaranteed'
  if (!next) return 'settled'
  return next.due < today ? 'overdue' : 'repaying'
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
  const interests = interestsOf(terms, balances, happened)
  const { ours, settled } = interests
  const said = new Map(payments.map(({ id, interest }) => [id, interest ?? ours.get(id) ?? 0]))
  const interestOf = (id: string) => said.get(id) ?? 0
  const cleared = balance === 0 ? lastOf(balances)?.from : undefined
  const { stretches: overdue, madeGood } = overdueIn(plans, happened, { cleared, today })
  const extended = happened.flatMap((entry) => (entry.sort === 'extension' ? [extendedBy(entry)] : []))
  const guaranteed = payments.find(({ sort }) => sort === 'guarantorPays')?.day
  const instalments = fatesOf(plans, today)
  const next = nextOf(instalments)
  const paid = { principal: terms.principal - balance, interest: payments.reduce((sum, { id }) => sum + interestOf(id), 0) }
  const rows = workingsOf(terms, balances, { overdue, extended, guaranteed }, today)
  const interest = paid.interest + interestBetween(terms, balances, settled, today)
  const quarters = byQuarter(rows, differencesIn(terms, balances, payments, interests))
  const subsidy = quarters.reduce((sum, quarter) => sum + quarter.subsidy, 0)
  return {
    state: stateOf({ balance, next, overdue }, payments, today),
    balance,
    paid,
    ends: lastOf(lastOf(plans)?.instalments ?? [])?.due ?? cleared ?? terms.released,
    next,
    overdue,
    madeGood,
    extended,
    instalments,
    quarters,
    soFar: { interest, subsidy, share: shareOf(interest, subsidy) },
    ours,
    happened,
  }
}

/** The state of a loan on a day by what was kept of it when its last line came: time alone only makes it late. */
export const stateOn = ({ state, nextDue }: { state: BookState; nextDue: string | null }, today: string): BookState =>
  state === 'repaying' && nextDue !== null && nextDue < today ? 'overdue' : state

/** What was claimed so far for a quarter, and what of it finance has not paid though it means to (below nothing: it has paid more). */
export type Claimed = Pick<Earlier, 'claimed' | 'unpaid'>
const NOT_CLAIMED: Claimed = { claimed: 0, unpaid: 0 }
/** By how much an earlier quarter is corrected. */
export const correctionOf = ({ due, claimed, unpaid }: Earlier): number => due - claimed + unpaid

/**
 * What a claim for a quarter says of a loan: the quarter itself, and of each earlier one what it should have been, less what was claimed
 * for it, and what was left unpaid of that. `claimed`: by quarter, in the claims so far.
 */
export function claimOf(terms: Terms, entries: readonly Entry[], quarter: string, claimed: ReadonlyMap<string, Claimed>) {
  // Reckoned as on the day after the quarter: a later claim finds the same, unless something was reported since.
  const { quarters } = reckon(terms, entries, quarterEnd(quarter))
  const due = new Map(quarters.map((one) => [one.quarter, one.subsidy]))
  const names = [...new Set([...due.keys(), ...claimed.keys()])].filter((name) => name < quarter).sort()
  const earlier = names
    .map((name): Earlier => ({ quarter: name, due: due.get(name) ?? 0, ...(claimed.get(name) ?? NOT_CLAIMED) }))
    .filter((one) => correctionOf(one) !== 0)
  const adjustment = earlier.reduce((sum, one) => sum + correctionOf(one), 0)
  const { interest = 0, differs = 0, subsidy = 0, rows = [] } = quarters.find((one) => one.quarter === quarter) ?? {}
  return { interest, subsidy, adjustment, total: subsidy + adjustment, workings: { differs, rows, earlier } }
}

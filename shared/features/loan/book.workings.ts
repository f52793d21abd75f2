import { lastOf } from '../../core/last'
import type { WorkingRow } from './book.api'
import { type Happening, isPayment, type Terms } from './book.entries'
import type { Stretch } from './book.overdue'
import { quarterStartsBetween } from './book.quarters'
import { portion, WHOLE_RATE } from './loan.money'
import { daysOf, yearDaysOf } from './loan.periods'

/** What is owed from a day on, in fen. */
export interface Balance {
  from: string
  owed: number
}

/** What is owed from which day on: the release, then each day on which something was paid back. */
export function balancesOf(terms: Terms, happened: readonly Happening[]): Balance[] {
  const lines: Balance[] = [{ from: terms.released, owed: terms.principal }]
  for (const entry of happened) {
    if (!isPayment(entry) || entry.principal === 0) continue
    const last = lastOf(lines) as Balance
    const owed = last.owed - entry.principal
    if (last.from === entry.day) last.owed = owed
    else lines.push({ from: entry.day, owed })
  }
  return lines
}

/** What was owed between two days, and for how many days of interest. */
function stretchesOf(terms: Terms, balances: readonly Balance[], from: string, until: string): { owed: number; days: number }[] {
  const days = daysOf(terms)
  return balances.flatMap(({ from: begins, owed }, k) => {
    const ends = balances[k + 1]?.from ?? until
    const [first, last] = [begins > from ? begins : from, ends < until ? ends : until]
    return first < last ? [{ owed, days: days(first, last) }] : []
  })
}

/** The interest between two days on what was owed on each of them, rounded once. */
export function interestBetween(terms: Terms, balances: readonly Balance[], from: string, until: string): number {
  const weight = stretchesOf(terms, balances, from, until).reduce((sum, { owed, days }) => sum + owed * days, 0)
  return portion(weight, terms.rate, WHOLE_RATE * yearDaysOf(terms.dayCount))
}

/** What finance bears of the interest between two days, as far as nothing speaks against it; each stretch rounded by itself, as in a claim. */
export function subsidyBetween(terms: Terms, balances: readonly Balance[], from: string, until: string): number {
  const { help, dayCount } = terms
  const year = WHOLE_RATE * yearDaysOf(dayCount) * 100
  return stretchesOf(terms, balances, from, until).reduce(
    (sum, { owed, days }) => sum + portion(owed * help.rate, days * help.percent, year),
    0,
  )
}

/** Where nothing is subsidised, and why. */
export interface Without {
  overdue: readonly Stretch[]
  extended: readonly { from: string; until: string }[]
  /** since the guarantor has paid */
  guaranteed: string | undefined
}

function reasonOn(day: string, { overdue, extended, guaranteed }: Without): WorkingRow['without'] {
  if (guaranteed !== undefined && guaranteed <= day) return 'guaranteed'
  if (extended.some(({ from, until }) => from <= day && day < until)) return 'extended'
  return overdue.some(({ from, until }) => from <= day && (until === null || day < until)) ? 'overdue' : undefined
}

/**
 * The arithmetic of a loan, row by row up to a day (which does not count): cut at every repayment, at the turn of every quarter, and
 * where the subsidy ends or begins again. Each row is rounded half up by itself, so that the rows add up to what is claimed, and the
 * subsidy is never more than the interest.
 */
export function workingsOf(terms: Terms, balances: readonly Balance[], without: Without, until: string): WorkingRow[] {
  const { rate, help, released } = terms
  const days = daysOf(terms)
  const basis = yearDaysOf(terms.dayCount)
  const stretches = [...without.overdue, ...without.extended]
  const bounds = [...stretches.flatMap(({ from, until: end }) => [from, end]), without.guaranteed, ...balances.map(({ from }) => from)]
  const inside = bounds.filter((day): day is string => day != null && day > released && day < until)
  const cuts = [...new Set([released, ...inside, ...quarterStartsBetween(released, until), until])].sort()
  const rows: WorkingRow[] = []
  let k = 0
  cuts.slice(0, -1).forEach((from, i) => {
    while ((balances[k + 1]?.from ?? '9') <= from) k += 1
    const principal = balances[k]?.owed ?? 0
    const end = cuts[i + 1] as string
    const count = days(from, end)
    if (principal === 0 || count === 0) return
    const reason = reasonOn(from, without)
    const interest = portion(principal * rate, count, WHOLE_RATE * basis)
    const subsidy = reason ? 0 : portion(principal * help.rate, count * help.percent, WHOLE_RATE * basis * 100)
    const figures = { from, until: end, days: count, principal, rate, basis, interest, helpRate: help.rate, percent: help.percent, subsidy }
    rows.push({ ...figures, ...(reason ? { without: reason } : {}) })
  })
  return rows
}

import { addDays, addMonths, daysBetween } from '@shared/core/time'
import { DAY_COUNTS } from '@shared/features/loan/loan.periods'
import { type Help, type Loan, type Schedule, STYLES, type Style } from '@shared/features/loan/loan.schedule'
import type { Dice } from './fuzz/dice'

/** A loan by chance, now and then at a ceiling: up to four million yuan, three years and 24 %. */
export function someLoan(dice: Dice): { asked: Loan; help: Help } {
  const edge = dice.percent(10)
  const rate = edge ? 240_000 : dice.below(240_001)
  const own = dice.below(30_000)
  const style = dice.pick(Object.keys(STYLES)) as Style
  const [termMonths, everyMonths, released] = [edge ? 36 : 1 + dice.below(36), dice.pick([1, 3]), addDays('2009-08-01', dice.below(9_000))]
  // Now and then the first period is odd: from the day after the release to twice as long as usual.
  const longest = daysBetween(released, addMonths(released, Math.min(termMonths, 2 * everyMonths)))
  const odd = style !== 'bullet' && dice.percent(30)
  return {
    asked: {
      ...(odd ? { firstDue: addDays(released, 1 + dice.below(longest)) } : {}),
      principal: edge ? 400_000_000 : 100 + dice.below(dice.pick([100_000, 30_000_000, 400_000_000])),
      ...{ rate, style, termMonths, everyMonths, released },
      dayCount: dice.pick(DAY_COUNTS),
    },
    help: dice.pick([
      { rate, percent: 100 },
      { rate, percent: 1 + dice.below(100) },
      { rate: Math.max(0, rate - own), percent: 100 },
    ]),
  }
}

// Taken out of the test's own world once: jest looks each global up at every use.
const [big, whole] = [BigInt, Number]

const halfUp = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under)

/** The payment of an annuity as an exact fraction, rounded half up. */
function paymentOf({ principal, rate, everyMonths }: Loan, count: number): bigint {
  const [p, i, one, n] = [big(principal), big(rate * everyMonths), 12_000_000n, big(count)]
  if (i === 0n) return halfUp(p, n)
  const grown = (one + i) ** n
  return halfUp(p * i * grown, one * (grown - one ** n))
}

/** Where a day stands when each month has thirty; one that a short month has pulled back stands where it was meant to. */
function thirtieth(day: string, meant: number): number {
  const [year, month, date] = day.split('-').map(whole) as [number, number, number]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return (year * 12 + month) * 30 + Math.min(date === last && date < meant ? meant : date, 30)
}

/** The due days and the days of interest up to each, counted anew. */
function periodsIn({ released, firstDue, termMonths, everyMonths, style, dayCount }: Loan): { due: string; days: bigint }[] {
  const every = style === 'bullet' ? termMonths : everyMonths
  const [start, end] = [firstDue ?? released, addMonths(released, termMonths)]
  const dues: string[] = []
  for (let n = firstDue === undefined ? every : 0; addMonths(start, n) < end; n += every) dues.push(addMonths(start, n))
  const meant = whole(start.slice(8))
  return [...dues, end].map((due, k, all) => {
    const from = all[k - 1] ?? released
    return { due, days: big(dayCount === '30/360' ? thirtieth(due, meant) - thirtieth(from, meant) : daysBetween(from, due)) }
  })
}

/** What is wrong with a plan by exact arithmetic, its days counted anew; nothing when every fen is right. */
export function exactFaults(asked: Loan, help: Help, { instalments, totals }: Schedule): string[] {
  const { principal, rate, style, termMonths, dayCount, firstDue } = asked
  const every = style === 'bullet' ? termMonths : asked.everyMonths
  const periods = periodsIn(asked)
  const count = periods.length
  const each = style === 'equalInstalment' ? paymentOf(asked, count) : halfUp(big(principal), big(count))
  const year = big(dayCount === 'actual/365' ? 365 : 360) * 1_000_000n
  const faults: string[] = []
  const same = (what: string, is: string | number, shouldBe: string | bigint, k?: number) => {
    if (is !== (typeof shouldBe === 'bigint' ? whole(shouldBe) : shouldBe))
      faults.push(`${what} ${k ?? 'in all'} is ${is}, not ${shouldBe}`)
  }
  let owed = big(principal)
  const sums = { interest: 0n, subsidy: 0n }
  same('number of instalments', instalments.length, big(count))
  if (firstDue === undefined) same('regular number of instalments', count, big(Math.ceil(termMonths / every)))
  for (const [k, one] of instalments.entries()) {
    const { due, days } = periods[k] as { due: string; days: bigint }
    if (dayCount === '30/360' && firstDue === undefined)
      same('days', whole(days), big((Math.min((k + 1) * every, termMonths) - k * every) * 30), k)
    const interest = halfUp(owed * big(rate) * days, year)
    const subsidy = halfUp(owed * big(help.rate * help.percent) * days, year * 100n)
    const wish = style === 'equalPrincipal' ? each : style === 'equalInstalment' ? each - interest : 0n
    const bounded = wish < 0n ? 0n : wish > owed ? owed : wish
    const paid = k === count - 1 ? owed : bounded
    owed -= paid
    same('due', one.due, due, k)
    same('interest', one.interest, interest, k)
    same('subsidy', one.subsidy, subsidy, k)
    same('principal', one.principal, paid, k)
    same('share', one.share, interest - subsidy, k)
    same('balance', one.balance, owed, k)
    if (Math.min(one.principal, one.interest, one.subsidy, one.share, one.balance) < 0) faults.push(`instalment ${k} is negative`)
    sums.interest += interest
    sums.subsidy += subsidy
  }
  const paid = instalments.reduce((total, one) => total + one.principal, 0)
  same('principal', paid, big(principal))
  same('principal', totals.principal, big(principal))
  same('interest', totals.interest, sums.interest)
  same('subsidy', totals.subsidy, sums.subsidy)
  same('share', totals.share, sums.interest - sums.subsidy)
  return faults
}

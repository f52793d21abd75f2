import { addDays, addMonths, daysBetween } from '@shared/core/time'
import { DAY_COUNTS } from '@shared/features/loan/loan.periods'
import { type Help, type Loan, type Schedule, STYLES, type Style } from '@shared/features/loan/loan.schedule'
import type { Dice } from './fuzz/dice'

/** A loan by chance, now and then at a ceiling: up to four million yuan, three years and 24 %. */
export function someLoan(dice: Dice): { asked: Loan; help: Help } {
  const edge = dice.percent(10)
  const rate = edge ? 240_000 : dice.below(240_001)
  const own = dice.below(30_000)
  return {
    asked: {
      principal: edge ? 400_000_000 : 100 + dice.below(dice.pick([100_000, 30_000_000, 400_000_000])),
      rate,
      style: dice.pick(Object.keys(STYLES)) as Style,
      termMonths: edge ? 36 : 1 + dice.below(36),
      everyMonths: dice.pick([1, 3]),
      released: addDays('2009-08-01', dice.below(9_000)),
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

/** What is wrong with a plan by exact arithmetic, its days counted anew; nothing when every fen is right. */
export function exactFaults(asked: Loan, help: Help, { instalments, totals }: Schedule): string[] {
  const { principal, rate, style, termMonths, released, dayCount } = asked
  const every = style === 'bullet' ? termMonths : asked.everyMonths
  const count = Math.ceil(termMonths / every)
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
  for (const [k, one] of instalments.entries()) {
    const [from, to] = [k * every, Math.min((k + 1) * every, termMonths)]
    const [start, due] = [addMonths(released, from), addMonths(released, to)]
    const days = big(dayCount === '30/360' ? (to - from) * 30 : daysBetween(start, due))
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

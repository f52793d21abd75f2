import { portion, WHOLE_RATE } from './loan.money'

/** A whole number of any length: its digits to the base of a million, the lowest first. */
type Long = readonly number[]
const BASE = 1_000_000

// `by` up to nine thousand million: a digit times it, and what is carried, stay below 2^53.
function times(long: Long, by: number): Long {
  const product: number[] = []
  let carried = 0
  for (const digit of long) {
    const sum = digit * by + carried
    product.push(sum % BASE)
    carried = Math.floor(sum / BASE)
  }
  for (; carried > 0; carried = Math.floor(carried / BASE)) product.push(carried % BASE)
  return product
}

function plus(one: Long, other: Long): Long {
  const sum: number[] = []
  let carried = 0
  for (let i = 0; i < Math.max(one.length, other.length) || carried > 0; i++) {
    const digits = (one[i] ?? 0) + (other[i] ?? 0) + carried
    sum.push(digits % BASE)
    carried = digits >= BASE ? 1 : 0
  }
  return sum
}

function isAtLeast(one: Long, other: Long): boolean {
  for (let i = Math.max(one.length, other.length) - 1; i >= 0; i--) {
    const [digit = 0, against = 0] = [one[i], other[i]]
    if (digit !== against) return digit > against
  }
  return true
}

function power(of: number, n: number): Long {
  let long: Long = [1]
  for (let i = 0; i < n; i++) long = times(long, of)
  return long
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/**
 * What is paid each time of an annuity (等额本息): P·i·(1+i)^n ÷ ((1+i)^n − 1), rounded half up to a fen, exactly.
 * Floating point finds it to within one fen; which fen it is, whole numbers of any length decide.
 * @param principal fen
 * @param rate yearly, in ten-thousandths of a per cent
 * @param everyMonths months between two payments
 * @param count how many payments
 */
export function annuityOf(principal: number, rate: number, everyMonths: number, count: number): number {
  if (rate === 0) return portion(principal, 1, count)
  const year = WHOLE_RATE * 12
  const common = divisor(year, rate * everyMonths)
  const [interest, whole] = [(rate * everyMonths) / common, year / common]
  const [grown, flat] = [power(whole + interest, count), power(whole, count)]
  // With i = interest ÷ whole, the payment is at least half a fen over `fen` when
  // 2·P·interest·(whole+interest)^n ≥ (2·fen+1)·whole·((whole+interest)^n − whole^n).
  const owed = times(times(grown, 2 * principal), interest)
  const isOverHalf = (fen: number): boolean => {
    const weight = (long: Long) => times(times(long, 2 * fen + 1), whole)
    return fen < 0 || isAtLeast(plus(owed, weight(flat)), weight(grown))
  }
  const period = interest / whole
  let fen = Math.round((principal * period) / -Math.expm1(-count * Math.log1p(period)))
  while (isOverHalf(fen)) fen += 1
  while (!isOverHalf(fen - 1)) fen -= 1
  return fen
}

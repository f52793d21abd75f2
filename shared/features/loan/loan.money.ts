import { sayYuan } from '../../core/money'

/** Money is whole fen, rates are whole ten-thousandths of a per cent (3.45 % is 34500): nothing here is ever a fraction. */

/** One whole, as rates count it. */
export const WHOLE_RATE = 1_000_000
/** A basis point (0.01 %), as rates count it. */
export const BASIS_POINT = 100

// Beyond 2^53 a number is silently another one: a wrong sum of money must not look like a right one.
function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('a sum of money is too large to be reckoned exactly')
  return value
}

/**
 * `amount × times ÷ over`, rounded half up; all whole and not negative. The product itself may pass 2^53: the whole parts are taken
 * out first, so that only `(amount mod over) × times` has to stay below it.
 * @throws RangeError where it would not be exact
 */
export function portion(amount: number, times: number, over: number): number {
  const rest = exact(amount) % over
  const broken = exact(rest * times)
  const left = broken % over
  return exact(((amount - rest) / over) * times + (broken - left) / over + (2 * left >= over ? 1 : 0))
}

/** `30万`, `8.5万`, `900`: a round sum as people say it, in yuan. */
export const sayRoundYuan = (fen: number): string => (fen >= 1_000_000 ? `${fen / 1_000_000}万` : sayYuan(fen, true))

/** `3.45%` of a rate in ten-thousandths of a per cent. */
export const sayRate = (rate: number): string => `${rate / 10_000}%`

/** Chance that comes again: the same seed gives the same throws. */
export interface Dice {
  /** a whole number from 0 to `below` - 1 */
  below(below: number): number
  /** true so often out of a hundred */
  percent(n: number): boolean
  pick<T>(list: readonly T[]): T
}

/** mulberry32 */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, percent: (n) => below(100) < n, pick: (list) => list[below(list.length)] as never }
}

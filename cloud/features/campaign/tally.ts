/** Sums that are counted in memory until they are written down. */
export interface Tally<R> {
  add(one: R): void
  /** all of them; counting begins anew */
  take(): R[]
}

/** Beyond it nothing new is counted until the next round: what strangers make up must not fill the memory. */
const MOST = 10_000

/** @param keyOf what tells rows apart: of those that have it in common `times` are added up */
export function tallyOf<R extends { times: number }>(keyOf: (row: R) => string): Tally<R> {
  let rows = new Map<string, R>()
  return {
    add: (one) => {
      const key = keyOf(one)
      const known = rows.get(key)
      if (known) known.times += one.times
      else if (rows.size < MOST) rows.set(key, { ...one })
    },
    take: () => {
      const taken = [...rows.values()]
      rows = new Map()
      return taken
    },
  }
}

/** Writes down what was counted; what cannot be written now is counted on. @returns how many rows */
export async function writeDown<R>(rows: readonly R[], back: Tally<R>, write: (rows: readonly R[]) => Promise<void>): Promise<number> {
  if (rows.length === 0) return 0
  await write(rows).catch((error) => {
    for (const one of rows) back.add(one)
    throw error
  })
  return rows.length
}

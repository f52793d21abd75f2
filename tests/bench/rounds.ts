import { say } from './say'

export const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

/**
 * Ours and the yardstick in turn, so that a neighbour's noise falls on both; the first round of each only warms up.
 * @param measure one round: its value
 * @returns the medians
 */
export async function inTurn(
  rounds: number,
  measure: { ours: (round: number) => Promise<number>; yardstick: (round: number) => Promise<number> },
): Promise<{ value: number; yardstick: number }> {
  const values: number[] = []
  const yardsticks: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // Who goes first changes, too.
    const order = round % 2 === 0 ? (['ours', 'yardstick'] as const) : (['yardstick', 'ours'] as const)
    for (const who of order) (who === 'ours' ? values : yardsticks).push(await measure[who](round))
    const [ours, other] = [values.at(-1) as number, yardsticks.at(-1) as number]
    say(
      `  ${round === 0 ? '热身' : `第 ${round} 轮`}：我们 ${ours.toPrecision(4)}，标尺 ${other.toPrecision(4)}，比 ${(ours / other).toFixed(3)}`,
    )
  }
  return { value: medianOf(values.slice(1)), yardstick: medianOf(yardsticks.slice(1)) }
}

import { say } from '../support/say'
import type { Server } from './server'

export const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number

type Both<T> = Readonly<Record<'ours' | 'yardstick', T>>

/** Whose processor time is told beside the values, and for how many requests a round. */
interface Spending {
  servers: Both<Pick<Server, 'busyMs'>>
  requests: number
}

/**
 * Ours and the yardstick in turn, so that a neighbour's noise falls on both; the first round of each only warms up.
 * @param measure one round: its value
 * @returns the medians
 */
export async function inTurn(
  rounds: number,
  measure: Both<(round: number) => Promise<number>>,
  spending?: Spending,
): Promise<{ value: number; yardstick: number }> {
  const values = { ours: [] as number[], yardstick: [] as number[] }
  const spent = { ours: [] as number[], yardstick: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    // Who goes first changes, too.
    for (const who of round % 2 === 0 ? (['ours', 'yardstick'] as const) : (['yardstick', 'ours'] as const)) {
      const before = spending?.servers[who].busyMs() ?? 0
      values[who].push(await measure[who](round))
      if (spending) spent[who].push(((spending.servers[who].busyMs() - before) * 1000) / spending.requests)
    }
    const last = { ours: values.ours.at(-1) as number, yardstick: values.yardstick.at(-1) as number }
    const ratio = (last.ours / last.yardstick).toFixed(3)
    say(
      `  ${round === 0 ? '热身' : `第 ${round} 轮`}：我们 ${last.ours.toPrecision(4)}，标尺 ${last.yardstick.toPrecision(4)}，比 ${ratio}`,
    )
  }
  const median = (of: readonly number[]) => medianOf(of.slice(1))
  if (spending) say(`  处理器时间，一次：我们 ${median(spent.ours).toFixed(0)} 微秒，标尺 ${median(spent.yardstick).toFixed(0)} 微秒`)
  return { value: median(values.ours), yardstick: median(values.yardstick) }
}

import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Child, Mother } from '@shared/features/pairing/matching.facts'
import type { Mode } from '@shared/features/pairing/proposal'
import { propose } from '../../cloud/matching'
import { diceOf } from '../support/fuzz/dice'
import { someChild, someMother } from '../support/mothers'
import { say } from '../support/say'
import { type Result, within } from './result'
import { medianOf } from './rounds'

const [CHILDREN, MOTHERS] = [2_000, 1_500]
const TODAY = '2026-11-24'
/** Shorter than anything that a woman would notice. */
const DELAY_MS = 50

/** Proposals for a whole county by the process of the product, and for how long the server beside it could not answer. */
export async function matching({ rounds }: { rounds: number }): Promise<Result[]> {
  const dice = diceOf(20_261_124)
  const children: Child[] = Array.from({ length: CHILDREN }, (_, n) => someChild(dice, n))
  const mothers: Mother[] = Array.from({ length: MOTHERS }, (_, n) => someMother(dice, n))
  const file = path.resolve(process.env.PROVEN as string, 'matching.process.js')
  const delays: number[] = []
  const took = async (asked: { children: Child[]; mode: Mode }): Promise<number> => {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const began = performance.now()
    await propose({ children: asked.children, givers: { mode: asked.mode, mothers, teams: [], today: TODAY } }, file)
    const seconds = (performance.now() - began) / 1000
    delay.disable()
    delays.push(delay.max / 1e6)
    return seconds
  }
  const measured: Result[] = []
  for (const [mode, name] of [
    ['oneToMany', '一对多'],
    ['oneToOne', '一对一'],
  ] as const) {
    const [whole, starts]: [number[], number[]] = [[], []]
    for (let round = 0; round <= rounds; round++) {
      // A proposal for nobody costs what starting a process costs.
      starts.push(await took({ children: [], mode }))
      whole.push(await took({ children, mode }))
    }
    // The first round only warms up.
    const seconds = whole.slice(1).map((s, n) => s - (starts[n + 1] as number))
    say(`  ${name}：${seconds.map((s) => s.toFixed(2)).join('、')} 秒，开进程 ${medianOf(starts).toFixed(2)} 秒`)
    measured.push(within(1, { name: `${CHILDREN} 个孩子 × ${MOTHERS} 位妈妈的结对方案，${name}`, unit: '秒', value: medianOf(seconds) }))
  }
  return [...measured, within(DELAY_MS, { name: '等结对方案的时候服务停顿，最长', unit: '毫秒', value: Math.max(...delays) })]
}

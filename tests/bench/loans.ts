import { scheduleOf } from '@shared/features/loan/loan.schedule'
import { diceOf } from '../support/fuzz/dice'
import { someLoan } from '../support/loans'
import { say } from '../support/say'
import { type Result, within } from './result'
import { medianOf } from './rounds'

const LOANS = 100_000

/** The plans of a hundred thousand loans with what finance pays of each instalment, one after another in this process. */
export async function loans({ rounds }: { rounds: number }): Promise<Result[]> {
  const dice = diceOf(20_261_123)
  const asked = Array.from({ length: LOANS }, () => someLoan(dice))
  const seconds: number[] = []
  let instalments = 0
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now()
    instalments = asked.reduce((count, one) => count + scheduleOf(one.asked, one.help).instalments.length, 0)
    seconds.push((performance.now() - began) / 1000)
  }
  // The first round only warms up.
  const measured = seconds.slice(1)
  say(`  ${LOANS} 笔、${instalments} 期：${measured.map((s) => s.toFixed(2)).join('、')} 秒`)
  return [within(10, { name: '十万笔贷款的还款计划和贴息，一个进程', unit: '秒', value: medianOf(measured) })]
}

import type { Logger } from 'pino'
import type { App } from './app'

const PAUSE_MS = 1_000
const SWEEP_MS = 600_000
const COUNT_MS = 10_000

/**
 * Does the work that nobody waits for until it is stopped, each piece in a round of its own: what goes wrong with one piece, or takes
 * long, keeps none of the others from being done. `stop` waits for what is under way.
 */
export function startWorkers({ work }: Pick<App, 'work'>, log: Logger): { stop(): Promise<void> } {
  let stopped = false
  const wakers = new Set<() => void>()
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      wakers.add(wake)
    })
  const rounds = async (piece: () => Promise<unknown>, ms: number) => {
    while (!stopped) {
      await piece().catch((error) => log.error({ err: error }, 'a round of work failed'))
      if (!stopped) await pause(ms)
    }
  }
  const untilDone = (piece: () => Promise<number>) => async () => {
    while (!stopped && (await piece()) > 0);
  }
  const running = [
    ...[
      rounds(untilDone(work.dispatch), PAUSE_MS),
      rounds(untilDone(work.tellChanges), PAUSE_MS),
      rounds(work.checkTexts, PAUSE_MS),
      rounds(work.tick, PAUSE_MS),
      rounds(work.remind, PAUSE_MS),
      rounds(work.alarm, PAUSE_MS),
      rounds(work.remindOfPayments, PAUSE_MS),
      rounds(work.remindOfCompany, PAUSE_MS),
      rounds(work.drawClaims, PAUSE_MS),
    ],
    rounds(work.countReads, COUNT_MS),
    ...[
      rounds(work.sweep, SWEEP_MS),
      rounds(work.anchor, SWEEP_MS),
      rounds(work.keepChildren, SWEEP_MS),
      rounds(work.forgetDiaries, SWEEP_MS),
    ],
  ]
  return {
    stop: async () => {
      stopped = true
      for (const wake of wakers) wake()
      await Promise.all(running)
      await work.countReads().catch((error) => log.error({ err: error }, 'the last readings were not counted'))
    },
  }
}

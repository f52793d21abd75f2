import type { Logger } from 'pino'
import type { App } from './app'

const PAUSE_MS = 1_000
const SWEEP_EVERY = 600

/** One round. What goes wrong with one piece of work keeps none of the others from being done. */
async function round({ work }: Pick<App, 'work'>, turn: number, log: Logger): Promise<void> {
  const sendAll = async () => {
    while ((await work.dispatch()) > 0);
  }
  const pieces = [sendAll, work.checkTexts, work.tick, ...(turn % SWEEP_EVERY === 0 ? [work.sweep] : [])]
  for (const piece of pieces) {
    try {
      await piece()
    } catch (error) {
      log.error({ err: error }, 'a round of work failed')
    }
  }
}

/** Does the work that nobody waits for, once a second, until it is stopped; `stop` waits for the round that is under way. */
export function startWorkers(app: Pick<App, 'work'>, log: Logger): { stop(): Promise<void> } {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async () => {
    for (let turn = 0; !stopped; turn++) {
      await round(app, turn, log)
      if (stopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MS)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = run()
  return {
    stop: () => {
      stopped = true
      wake()
      return running
    },
  }
}

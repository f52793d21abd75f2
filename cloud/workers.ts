import type { Logger } from 'pino'
import type { App } from './app'

const PAUSE_MS = 1_000
const SWEEP_EVERY = 600

async function round(app: Pick<App, 'work'>, turn: number): Promise<void> {
  while ((await app.work.dispatch()) > 0);
  await app.work.checkTexts()
  await app.work.tick()
  if (turn % SWEEP_EVERY === 0) await app.work.sweep()
}

/** Does the work that nobody waits for, once a second, until it is stopped; `stop` waits for the round that is under way. */
export function startWorkers(app: Pick<App, 'work'>, log: Logger): { stop(): Promise<void> } {
  let stopped = false
  let wake: () => void = () => undefined
  const run = async () => {
    for (let turn = 0; !stopped; turn++) {
      await round(app, turn).catch((error) => log.error({ err: error }, 'a round of work failed'))
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

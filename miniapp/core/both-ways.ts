import { asRefusal, type Refusal } from './refusal'

/** How a phone and the cloud stand to each other. */
export interface Standing {
  /** why the cloud could not be asked the last time */
  problem: Refusal | undefined
  syncing: boolean
}

interface Sides {
  /** what the phone has kept is here */
  ready(): Promise<void>
  /** something waits to be sent */
  waits(): boolean
  push(): Promise<void>
  pull(): Promise<void>
  /** it is not hers any more: then it is not on her phone either */
  leave(): Promise<void>
  say(changed: Partial<Standing>): void
}

const OVER: readonly string[] = ['notFound', 'notAllowed']

/**
 * Sends what is there to send, then fetches what is new if asked to; what is asked for meanwhile joins the run that goes on.
 * Never throws: what went wrong is said.
 */
export function bothWays({ ready, waits, push, pull, leave, say }: Sides): (fetch: boolean) => Promise<void> {
  let running: Promise<void> | undefined
  let stale = false
  const run = async () => {
    say({ syncing: true })
    try {
      await ready()
      do {
        await push()
        const fetch = stale
        stale = false
        if (fetch) await pull()
      } while (stale || waits())
      say({ problem: undefined })
    } catch (reason) {
      const problem = asRefusal(reason)
      if (OVER.indexOf(problem.code) >= 0) await leave()
      say({ problem })
    }
    running = undefined
    say({ syncing: false })
  }
  return (fetch) => {
    stale = stale || fetch
    running ??= run()
    return running
  }
}

/** One work after another: the phone does not promise that what is written first is stored first. */
export function inOrder(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    last = last.then(work)
    return last
  }
}

import type { Turns } from './turns'
import type { Run } from './types'

/** Timers of up to so many ms run by themselves; longer ones wait for somebody to let the time pass. */
const SHORT = 50

interface Timer {
  due: number
  delay: number
  every: number | undefined
  run: () => void
  real: NodeJS.Timeout | undefined
}

/**
 * The timers of an app. Long ones don't run by the clock on the wall but by the phone's, which a test moves:
 * a toast of two seconds or a request's timeout of sixty costs no waiting.
 */
export interface Clock {
  setTimeout(run: Run, ms?: number, ...args: unknown[]): number
  setInterval(run: Run, ms?: number, ...args: unknown[]): number
  clear(id: unknown): void
  /** how many timers are about to run by themselves */
  short(): number
  /** Moves the phone's time to the next timer that is due by `until` and was set for at most `longest` ms, and runs it. */
  runNext(until: number, longest: number): boolean
  stop(): void
}

export function newClock(turns: Turns, now: () => number, moveTo: (time: number) => void): Clock {
  const timers = new Map<number, Timer>()
  let last = 0

  const drop = (id: unknown) => {
    const timer = typeof id === 'number' ? timers.get(id) : undefined
    if (timer?.real) clearTimeout(timer.real)
    timers.delete(id as number)
  }
  const add = (run: Run, ms: unknown, args: unknown[], repeats: boolean) => {
    if (!turns.alive) return 0
    const delay = Math.max(0, Number(ms) || 0)
    const id = ++last
    const timer: Timer = {
      due: now() + delay,
      delay,
      every: repeats ? Math.max(delay, 1) : undefined,
      run: () => run(...args),
      real: undefined,
    }
    timers.set(id, timer)
    if (!repeats && delay <= SHORT) timer.real = setTimeout(() => fire(id, timer), delay)
    return id
  }
  const fire = (id: number, timer: Timer) => {
    if (timer.every) timer.due += timer.every
    else timers.delete(id)
    turns.enter('timer', timer.run)
  }

  return {
    setTimeout: (run, ms, ...args) => add(run, ms, args, false),
    setInterval: (run, ms, ...args) => add(run, ms, args, true),
    clear: drop,
    short: () => [...timers.values()].filter((timer) => timer.real).length,
    runNext(until, longest) {
      const ripe = [...timers].filter(
        ([, timer]) => !timer.real && timer.due <= until && timer.delay <= longest && (!timer.every || longest === Infinity),
      )
      const [next] = ripe.sort(([, a], [, b]) => a.due - b.due)
      if (!next) return false
      moveTo(next[1].due)
      fire(...next)
      return true
    },
    stop() {
      for (const id of [...timers.keys()]) drop(id)
    },
  }
}

import { describe, type Faults } from './faults'

/** Every way into the app's code. After the end none is open: that is what it means to be killed. */
export interface Turns {
  readonly alive: boolean
  /** Runs the app's code. What it throws is a fault of the app and does not stop the platform. */
  enter<T>(what: string, run: () => T): T | undefined
  /** The same in a turn of its own, as every answer of the platform comes. */
  later(what: string, run: () => void): void
  /** Something is under way that settle() has to wait for. @returns its end */
  begin(label: string): () => void
  underway(): string[]
  end(): void
}

export function newTurns(faults: Faults, tell: (error: unknown) => void): Turns {
  const labels = new Map<symbol, string>()
  let alive = true
  const turns: Turns = {
    get alive() {
      return alive
    },
    enter(what, run) {
      if (!alive) return undefined
      try {
        return run()
      } catch (error) {
        faults.add(`${what}: ${describe(error)}`)
        tell(error)
        return undefined
      }
    },
    later(what, run) {
      const end = turns.begin(what)
      setImmediate(() => {
        end()
        turns.enter(what, run)
      })
    },
    begin(label) {
      const id = Symbol(label)
      labels.set(id, label)
      return () => labels.delete(id)
    },
    underway: () => [...labels.values()],
    end() {
      alive = false
      labels.clear()
    },
  }
  return turns
}

import type { Host } from './types'

/** A person waits this long for something to finish moving; longer timers are waited for by name. */
const PATIENCE = 500
/** animations that never end are left to go on after so much of the phone's time */
const LONGEST_ANIMATION = 2_000
const GIVE_UP = 10_000
/** short timers that only renew each other, as a spinner's do, count as rest after so long */
const IDLE_SPIN = 300
const QUIET_TURNS = 3

const turn = () => new Promise<void>((resolve) => setTimeout(() => setImmediate(resolve), 1))

interface Patience {
  /** until no request, no answer, no short timer and no page opening is under way */
  settle(): Promise<void>
  /** lets so much of the phone's time pass, running what falls due */
  wait(ms: number): Promise<void>
}

export function newPatience(host: Host, progress: () => number): Patience {
  const { turns, clock, phone } = host

  /** Waits for what moves by itself. */
  const rest = async () => {
    const began = Date.now()
    let mark = progress()
    let moved = began
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      await turn()
      if (!turns.alive) return
      const now = Date.now()
      if (progress() !== mark) moved = now
      const busy = turns.underway()
      const spinning = clock.short() > 0 && now - moved < IDLE_SPIN
      quiet = busy.length === 0 && !spinning && progress() === mark ? quiet + 1 : 0
      mark = progress()
      if (now - began > GIVE_UP)
        throw new Error(`still under way after ${GIVE_UP / 1000} s: ${busy.join(', ') || 'the app keeps changing'}`)
    }
  }

  return {
    async settle() {
      const end = phone.now() + LONGEST_ANIMATION
      await rest()
      while (clock.runNext(end, PATIENCE)) await rest()
    },
    async wait(ms) {
      const end = phone.now() + ms
      await rest()
      while (clock.runNext(end, Number.POSITIVE_INFINITY)) await rest()
      phone.skip(Math.max(0, end - phone.now()))
      await this.settle()
    },
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { addMs } from '@shared/core/time'

/** For who looks a draft over. */
const LOOK_MS = 5 * 60_000

export interface Passes {
  /** what is written behind an address so that it opens for so long, in ms */
  give(hash: string, now: string, ms?: number): string
  good(hash: string, until: string, signature: string, now: string): boolean
}

/** Opens pictures and recordings that no published text shows: an image tag sends no token, so the address itself must be allowed. */
export function passesOf(key: Buffer): Passes {
  const sign = (hash: string, until: string) => createHmac('sha256', key).update(`media|${hash}|${until}`).digest('base64url')
  return {
    give: (hash, now, ms = LOOK_MS) => {
      const until = String(Date.parse(addMs(now, ms)))
      return `?until=${until}&sig=${sign(hash, until)}`
    },
    good: (hash, until, signature, now) => {
      const [right, given] = [Buffer.from(sign(hash, until)), Buffer.from(signature)]
      return right.length === given.length && timingSafeEqual(right, given) && Number(until) >= Date.parse(now)
    },
  }
}

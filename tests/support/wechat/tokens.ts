import { randomBytes } from 'node:crypto'

const LIFE_MS = 7_200_000
const EARLY_MS = 300_000
const FORCE_APART_MS = 30_000
const FORCES_A_DAY = 20

interface Token {
  value: string
  from: number
  until: number
}

const fresh = (from: number): Token => ({ value: randomBytes(256).toString('hex'), from, until: from + LIFE_MS })

/**
 * WeChat's stable tokens: the ordinary question answers the same token until 5 minutes before its end, then a new one, both being good
 * for those 5 minutes; a forced question ends the old one after `forceGraceMs`, renews nothing within 30 s of the last force, and is
 * refused (45009) after 20 in a day.
 */
export function tokenDesk(now: () => string, forceGraceMs: number) {
  const known = new Map<string, Token>()
  let current: Token | undefined
  let forced: number[] = []
  let broken = false

  const clock = () => Date.parse(now())

  function renew(graceMs: number): Token {
    const at = clock()
    if (current) current.until = Math.min(current.until, at + graceMs)
    current = fresh(at)
    known.set(current.value, current)
    return current
  }

  function issue(force: boolean): { token: string; seconds: number } | 45009 {
    const at = clock()
    forced = forced.filter((earlier) => at - earlier < 86_400_000)
    if (force && forced.length >= FORCES_A_DAY) return 45009
    const renewable = force && at - (forced.at(-1) ?? -FORCE_APART_MS) >= FORCE_APART_MS
    if (renewable) forced.push(at)
    let token = current
    if (renewable) token = renew(forceGraceMs)
    else if (!token || token.until - at <= EARLY_MS) token = renew(EARLY_MS)
    return { token: token.value, seconds: Math.floor((token.until - at) / 1000) }
  }

  /** 0 for a good token; 40001 for one that was never given out or is no longer the latest, 42001 for one that has lived its time */
  function check(value: string | null): 0 | 40001 | 41001 | 42001 {
    if (!value) return 41001
    const token = known.get(value)
    const at = clock()
    if (broken || !token) return 40001
    if (at < token.until) return 0
    return at >= token.from + LIFE_MS ? 42001 : 40001
  }

  return {
    issue,
    check,
    /** as when another process forced a new one: the token given out so far is dead, the next question brings another */
    stale: () => renew(0),
    /** every token is refused from now on */
    setBroken: (value: boolean) => {
      broken = value
    },
    forcedCount: () => forced.length,
  }
}

import { addMs, dayOf } from '@shared/core/time'
import type { Answer } from './answer'
import type { Ask } from './http'

const LIFE_MS = 7_200_000
const RENEW_EARLY_MS = 5 * 60_000
const RETRY_MS = 30_000
const FORCE_APART_MS = 30_000
const FORCES_A_DAY = 20

/** A token, or the code for which there is none. */
type Given = { token: string } | { refused: Answer['code'] }

/** For metrics; the token itself is not in it. */
export interface TokenState {
  held: boolean
  /** UTC ISO text */
  expiresAt: string | null
  /** questions for a token since the start, the forced ones included */
  requests: number
  forced: number
  /** the code of the last question that brought none, null after one that did */
  lastRefusal: Answer['code'] | null
}

export interface TokenKeeper {
  current(): Promise<Given>
  /** Another token than the one WeChat has just refused, if there is one. */
  replace(refused: string): Promise<Given>
  state(): TokenState
}

/**
 * Keeps WeChat's stable token (POST /cgi-bin/stable_token): one question at a time however many wait, renewed 5 minutes before its end.
 * A refused token is first asked for again in the ordinary way, for another process may hold the new one already; only when WeChat still
 * hands out the refused one is it forced, at most once in 30 s and 20 times a day (WeChat's limits), and never again for the same call.
 */
export function tokenKeeper({ ask, appId, secret, now }: { ask: Ask; appId: string; secret: string; now: () => string }): TokenKeeper {
  let held: { value: string; renewAt: string; expiresAt: string } | undefined
  let asking: Promise<Given> | undefined
  let renewAgainAt = ''
  let forcedAt: string[] = []
  let lastRefusal: TokenState['lastRefusal'] = null
  const count = { requests: 0, forced: 0 }

  async function request(force: boolean): Promise<Given> {
    count.requests += 1
    const asked = now()
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force }
    const answer = await ask({ path: '/cgi-bin/stable_token', body })
    const { access_token: value, expires_in: seconds } = answer.body
    if (answer.code !== 0 || typeof value !== 'string' || value === '' || !(Number(seconds) > 0)) {
      lastRefusal = answer.code || 'unreadable'
      return { refused: lastRefusal }
    }
    const lasts = Math.min(Number(seconds) * 1000, LIFE_MS)
    held = { value, renewAt: addMs(asked, lasts - Math.min(RENEW_EARLY_MS, lasts / 2)), expiresAt: addMs(asked, lasts) }
    lastRefusal = null
    return { token: value }
  }

  function once(work: () => Promise<Given>): Promise<Given> {
    asking ??= work().finally(() => {
      asking = undefined
    })
    return asking
  }

  function mayForce(): boolean {
    const at = now()
    forcedAt = forcedAt.filter((earlier) => dayOf(earlier) === dayOf(at))
    const last = forcedAt.at(-1)
    return forcedAt.length < FORCES_A_DAY && (last === undefined || addMs(last, FORCE_APART_MS) <= at)
  }

  function force(): Promise<Given> {
    forcedAt.push(now())
    count.forced += 1
    return request(true)
  }

  async function current(): Promise<Given> {
    const at = now()
    if (held && (at < held.renewAt || (at < held.expiresAt && at < renewAgainAt))) return { token: held.value }
    const given = await once(() => request(false))
    if ('token' in given || !held || now() >= held.expiresAt) return given
    renewAgainAt = addMs(now(), RETRY_MS)
    return { token: held.value }
  }

  async function replace(refused: string): Promise<Given> {
    if (held && held.value !== refused) return { token: held.value }
    return once(async () => {
      const given = await request(false)
      if (!('token' in given) || given.token !== refused || !mayForce()) return given
      return force()
    })
  }

  const state = () => ({ held: held !== undefined && now() < held.expiresAt, expiresAt: held?.expiresAt ?? null, ...count, lastRefusal })

  return { current, replace, state }
}

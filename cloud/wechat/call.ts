import type { Answer } from './answer'
import type { Ask } from './http'
import type { TokenKeeper } from './token'

/** Posts to an interface that wants the mini-program's token. */
export type Call = (path: string, body: Record<string, unknown>) => Promise<Answer>

const STALE: ReadonlySet<Answer['code']> = new Set([40001, 40014, 42001])

/** Adds the token; one that WeChat refuses is replaced once and the call repeated once, never more. */
export function callWithToken(ask: Ask, token: TokenKeeper): Call {
  return async (path, body) => {
    const given = await token.current()
    if ('refused' in given) return { code: given.refused, body: {} }
    const answer = await ask({ path, query: { access_token: given.token }, body })
    if (!STALE.has(answer.code)) return answer
    const other = await token.replace(given.token)
    if ('refused' in other || other.token === given.token) return answer
    return ask({ path, query: { access_token: other.token }, body })
  }
}

/** Inside WeChat Cloud Run the platform adds the token itself (开放接口服务). */
export const callWithoutToken =
  (ask: Ask): Call =>
  (path, body) =>
    ask({ path, body })

import { type Answer, unreadable } from './answer'

interface Question {
  /** begins with a slash */
  path: string
  query?: Record<string, string>
  /** sent as JSON by POST; without a body it is a GET */
  body?: Record<string, unknown>
}

/** Asks WeChat one question. Never throws for what the network or WeChat does: that is in the answer's code. */
export type Ask = (question: Question) => Promise<Answer>

function read(bytes: Buffer, type: string): Answer {
  if (type.startsWith('image/')) return { code: 0, body: {}, image: bytes }
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return unreadable
    return understand(body as Record<string, unknown>)
  } catch {
    return unreadable
  }
}

function understand(body: Record<string, unknown>): Answer {
  const code = body.errcode ?? 0
  if (typeof code !== 'number') return unreadable
  const keyword = /data\.(\w+)\.value/.exec(String(body.errmsg))?.[1]
  return keyword ? { code, body, keyword } : { code, body }
}

/**
 * HTTP to WeChat through fetch, which keeps connections alive. A question ends after `timeoutMs` milliseconds, its body included.
 * Redirects are errors: the address holds the secret or the token.
 */
export function wechatHttp({ base, timeoutMs, fetch }: { base: string; timeoutMs: number; fetch: typeof globalThis.fetch }): Ask {
  return async ({ path, query = {}, body }) => {
    const search = new URLSearchParams(query).toString()
    const json = body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    try {
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await fetch(`${base}${path}${search && `?${search}`}`, { ...json, redirect: 'error', signal })
      const bytes = Buffer.from(await response.arrayBuffer())
      return response.ok ? read(bytes, response.headers.get('content-type') ?? '') : { code: 'status', body: {} }
    } catch (error) {
      return { code: (error as Error).name === 'TimeoutError' ? 'timeout' : 'network', body: {} }
    }
  }
}

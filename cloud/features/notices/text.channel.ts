import type { Words } from './notices.service'
import type { Outcome } from './outbox'

/** The way to somebody's telephone when minutes count and WeChat does not reach her. */
export interface TextChannel {
  /** the number that she has told, if she has */
  phoneOf(account: string): Promise<string | undefined>
  /** `id`: the same at every try, so that a gateway can leave out what it has sent before */
  send(message: Words & { id: string; phone: string }): Promise<Outcome>
}

interface Gateway {
  url: string
  key: string
}

/** A gateway that takes longer has not taken it. */
const PATIENCE_MS = 10_000

/** What no further try would mend: the number, or what is said. */
const FINAL: ReadonlySet<number> = new Set([400, 404, 410, 413, 422])

/**
 * Text messages through a gateway of the county's own: one POST of `{ id, phone, text }` with the key as a bearer token; any 2xx means
 * taken. Never throws for what the network or the gateway does. Redirects are errors: the request holds the key and a number.
 */
export const textChannel = ({ url, key }: Gateway, phoneOf: TextChannel['phoneOf'], timeoutMs = PATIENCE_MS): TextChannel => ({
  phoneOf,
  send: async ({ id, phone, title, text }) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id, phone, text: `${title}。${text}` }),
      })
      // Nothing is read of it, but a body that nobody reads keeps the line busy.
      await response.body?.cancel()
      if (response.ok) return { sent: true }
      return { sent: false, failure: FINAL.has(response.status) ? 'permanent' : 'temporary' }
    } catch {
      return { sent: false, failure: 'temporary' }
    }
  },
})

import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Json } from '../../support/api'

export interface Answer {
  status: number
  body: Json
}

interface Request {
  method?: 'GET' | 'POST'
  path: string
  token?: string
  key?: string
  body?: unknown
}

/** A phone waits no longer for an answer; then it asks again. */
const PATIENCE_MS = 20_000
const FIRST_WAIT_MS = 40
const LONGEST_WAIT_MS = 800

const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

/** One request. @throws when the connection is lost or nothing comes */
export function ask(url: string, { method = 'POST', path, token, key, body }: Request, patience = PATIENCE_MS): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
    ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  }
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}${path}`, { method, headers, agent, timeout: patience }, (answer) => {
      answer
        .setEncoding('utf8')
        .toArray()
        .then((chunks) => {
          const said = chunks.join('')
          resolve({ status: answer.statusCode ?? 0, body: answer.headers['content-type']?.includes('json') ? JSON.parse(said) : said })
        }, reject)
    })
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', reject)
    request.end(text)
  })
}

/**
 * Asks until it is answered, as a phone does: again after a lost connection or a 5xx, a little later each time.
 * `attempt` counts from 0, so that another server can be asked. @throws when nobody answers within `ms`
 */
export async function insist(once: (attempt: number) => Promise<Answer>, ms: number): Promise<Answer> {
  const end = performance.now() + ms
  let last = ''
  for (let attempt = 0; performance.now() < end; attempt++) {
    const answer = await once(attempt).catch((error: Error) => {
      last = error.message
    })
    if (answer && answer.status < 500) return answer
    if (answer) last = JSON.stringify(answer)
    await pause(Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random()))
  }
  throw new Error(`nobody answered within ${ms} ms: ${last}`)
}

/** Whether something comes true within `ms`; looked at again and again. */
export async function eventually(look: () => Promise<boolean>, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await pause(100)) if (await look()) return true
  return look()
}

/** Does all pieces of work, at most `most` at a time, in order. */
export async function inTurn<T>(pieces: readonly T[], most: number, work: (piece: T, n: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < pieces.length) {
      const n = next++
      await work(pieces[n] as T, n)
    }
  }
  await Promise.all(Array.from({ length: most }, worker))
}

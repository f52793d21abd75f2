import http from 'node:http'
import type { Sent } from './requests'

/** What came back, or why nothing did. */
export interface Got {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  /** until the whole answer was there */
  ms: number
  failure: string | undefined
}

const NOTHING = { status: 0, headers: {}, text: '' }

/** Sends over kept connections, several at once. `after` milliseconds without an answer it is said to hang. */
export function sender(url: string, tokens: ReadonlyMap<string, string>, after: number, together: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: together })
  const { hostname, port } = new URL(url)
  const send = ({ who, method, path, headers, body }: Omit<Sent, 'operation'>): Promise<Got> =>
    new Promise((resolve) => {
      const started = performance.now()
      const token = tokens.get(who)
      const done = (got: Partial<Got>) => {
        clearTimeout(late)
        resolve({ ...NOTHING, failure: undefined, ...got, ms: performance.now() - started })
      }
      const all = {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
        ...(body ? { 'content-length': String(body.length) } : {}),
      }
      const request = http.request({ agent, hostname, port, method, path, headers: all }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }))
        answer.on('error', (error) => done({ failure: error.message }))
      })
      const late = setTimeout(() => {
        done({ failure: `no answer within ${after} ms` })
        request.destroy()
      }, after)
      request.on('error', (error) => done({ failure: error.message }))
      request.end(body)
    })
  return { send, close: () => agent.destroy() }
}

import { randomUUID } from 'node:crypto'

export interface Answer<T> {
  status: number
  body: T
  headers: Headers
}
/** What every answer may hold; a test looks at the parts that it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of each answer is what the tests are about
export type Json = any

export interface Api {
  get(path: string): Promise<Answer<Json>>
  post(path: string, body?: unknown, key?: string): Promise<Answer<Json>>
  put(path: string, body: unknown): Promise<Answer<Json>>
  patch(path: string, body: unknown): Promise<Answer<Json>>
  remove(path: string): Promise<Answer<Json>>
  upload(data: Buffer, key?: string): Promise<Answer<Json>>
  /** sends a file to a path of its own */
  send(path: string, data: Buffer, name: string, key?: string): Promise<Answer<Json>>
  /** what a path answers, as bytes */
  bytes(path: string): Promise<Buffer>
  /** anything at all, exactly as given */
  raw(path: string, init: RequestInit): Promise<Answer<Json>>
}

/** A small client over real HTTP. A key of its own for every POST unless one is given. */
export function apiOf(url: string, token?: string): Api {
  const raw: Api['raw'] = async (path, init) => {
    const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(init.headers as Record<string, string>) }
    const answer = await fetch(`${url}${path}`, { ...init, headers })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers }
  }
  const upload: Api['send'] = (path, data, name, key = randomUUID()) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(data)]), name)
    return raw(path, { method: 'POST', headers: { 'idempotency-key': key }, body: form })
  }
  const send = (method: string, path: string, body: unknown, more: Record<string, string> = {}) =>
    raw(path, { method, headers: { 'content-type': 'application/json', ...more }, body: JSON.stringify(body) })
  return {
    raw,
    get: (path) => raw(path, {}),
    post: (path, body = {}, key = randomUUID()) => send('POST', path, body, { 'idempotency-key': key }),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    remove: (path) => raw(path, { method: 'DELETE' }),
    upload: (data, key) => upload('/api/uploads', data, 'photo.jpg', key),
    send: upload,
    bytes: async (path) => {
      const answer = await fetch(`${url}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

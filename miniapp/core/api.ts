import { fetchFile } from './incoming-file'
import { accepted, unanswered } from './refusal'
import { ensureSession, signInAgain } from './sign-in'
import { type Incoming, type Method, send, sendFile } from './transport'

type Query = Readonly<Record<string, string | undefined>>

/** A key that makes a repeated POST harmless: the cloud does the work once. */
export const newKey = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}${Math.random().toString(36).slice(2, 12)}`

function queryOf(query: Query): string {
  const named = Object.keys(query).filter((name) => query[name])
  return named.length > 0 ? `?${named.map((name) => `${name}=${encodeURIComponent(query[name] ?? '')}`).join('&')}` : ''
}

/** Sends with the token; when the token is no longer good, signs in once more without a word and repeats. */
async function withToken(go: (header: Record<string, string>) => Promise<Incoming>, extra: Record<string, string>): Promise<Incoming> {
  const headerOf = (token: string | undefined) => ({ ...extra, ...(token ? { Authorization: `Bearer ${token}` } : {}) })
  const attempt = (token: string | undefined) =>
    go(headerOf(token)).catch((reason) => {
      throw unanswered(reason)
    })
  const signedIn = await ensureSession()
  const first = await attempt(signedIn?.token)
  if (first.status !== 401) return first
  const again = await signInAgain()
  return attempt(again.token)
}

async function call<T>(method: Method, path: string, body?: unknown, extra: Record<string, string> = {}): Promise<T> {
  const outgoing = { method, path: `/api${path}`, ...(body === undefined ? {} : { body }) }
  return accepted<T>(await withToken((header) => send({ ...outgoing, header }), { 'Content-Type': 'application/json', ...extra }))
}

export const get = <T>(path: string, query: Query = {}): Promise<T> => call<T>('GET', `${path}${queryOf(query)}`)
/** `key`: given when the same sending may have to be repeated later. */
export const post = <T>(path: string, body: unknown = {}, key: string = newKey()): Promise<T> =>
  call<T>('POST', path, body, { 'Idempotency-Key': key })
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>('PUT', path, body)
export const remove = <T>(path: string): Promise<T> => call<T>('DELETE', path)

/** Sends a file from the phone: a picture, unless it goes to a place of its own. */
export const upload = async <T>(filePath: string, path = '/uploads', key: string = newKey()): Promise<T> =>
  accepted<T>(await withToken((header) => sendFile(`/api${path}`, filePath, header), { 'Idempotency-Key': key }))

/** Fetches a paper or a picture that only she may see. @returns where it now lies on the phone */
export const download = async (path: string, query: Query = {}): Promise<string> =>
  accepted<string>(await withToken((header) => fetchFile(`/api${path}${queryOf(query)}`, header), {}))

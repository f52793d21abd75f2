import { ID, NAME, NUMBER, SLUG } from '@shared/core/names'
import * as v from 'valibot'
import type { Caller } from './caller'
import type { Manager } from './database'
import type { FileSort } from './file'

type Schema = v.GenericSchema
type Out<S> = S extends Schema ? v.InferOutput<S> : Record<string, never>

/** The answer of a route that sends a file instead of JSON. */
const fileOf = (type: string) => v.pipe(v.instance(Buffer), v.metadata({ type }))
export const picture = fileOf('image/jpeg')
export const sound = fileOf('audio/mpeg')
export const pdf = fileOf('application/pdf')
export const tableFile = fileOf('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
export const calendarFile = fileOf('text/calendar; charset=utf-8')

/** The content type of an answer; nothing for JSON. */
export const typeOf = (answer: Schema): string | undefined => v.getMetadata(answer).type as string | undefined

const PATTERNS: Readonly<Record<string, RegExp>> = { id: ID, claim: ID, upload: ID, number: NUMBER, slug: SLUG, page: SLUG }
/** What a parameter of a path looks like: an id, a receipt number, a page's address, or a name that a declaration gives. */
export const patternOf = (parameter: string): RegExp => PATTERNS[parameter] ?? NAME

/** A file that came with a request, already within the size limit of its sort. */
export interface SentFile {
  data: Buffer
}

/** What a handler is told about one request; no framework object in it. */
export interface Call<Q = Record<string, never>, B = Record<string, never>> {
  params: Readonly<Record<string, string>>
  query: Q
  body: B
  /** there is one on every route that is not public */
  caller: Caller
  file: SentFile | undefined
  /** UTC ISO text, read once per request */
  now: string
}

/** A request without whoever sends it: what is made of it may be shown to others. */
export type Unasked<Q = Record<string, never>> = Omit<Call<Q>, 'caller' | 'body' | 'file'>

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** below /api, with `:name` parameters */
  path: string
  summary: string
  who: 'public' | 'signedIn'
  /** stricter limits beside the usual one, for what can be guessed and for signing in */
  limit?: 'guessable' | 'signIn' | undefined
  /** the answer of a write is shown under its Idempotency-Key */
  keyed: boolean
  /** the sort of file that comes with it */
  takesFile: FileSort | undefined
  status: number
  query?: Schema | undefined
  body?: Schema | undefined
  answer: Schema
  /** what is prepared may be prepared any number of times: nobody looks first whether the request was answered before */
  repeatable?: true | undefined
  /** what must not happen inside a unit of work: the network, the picture's decoding */
  prepare?: ((call: Call<unknown, unknown>, id: string) => Promise<unknown>) | undefined
  write?: ((m: Manager, call: Call<unknown, unknown>, id: string, prepared: unknown) => Promise<unknown>) | undefined
  /** `made`: what the write gave; undefined when an earlier request with this key has written */
  show: (call: Call<unknown, unknown>, id: string, prepared: unknown, made?: unknown) => Promise<unknown>
  /** what everybody is shown alike, kept for a moment; undefined when it depends on who asks: then `show` has the word */
  forAll?: ((call: Unasked<unknown>) => Promise<unknown>) | undefined
}

interface Declared<Q, B, P> {
  path: string
  summary: string
  who?: 'public' | 'signedIn'
  limit?: 'guessable' | 'signIn'
  query?: Q
  body?: B
  answer: Schema
  status?: number
  takesFile?: FileSort
  repeatable?: true
  prepare?(call: Call<Out<Q>, Out<B>>, id: string): Promise<P>
}

/** A route that reads. */
export function get<Q extends Schema | undefined = undefined>(
  declared: Declared<Q, undefined, never> & {
    forAll?(call: Unasked<Out<Q>>): Promise<unknown>
    show(call: Call<Out<Q>>): Promise<unknown>
  },
): Route {
  return { who: 'signedIn', status: 200, takesFile: undefined, ...declared, method: 'get', keyed: false } as unknown as Route
}

/**
 * A route that writes: `prepare` outside, `write` inside the unit of work, `show` afterwards. `id` is the thing that it makes
 * or the `:id` of its path. A repeated POST is shown what the first one made.
 */
export function change<Q extends Schema | undefined = undefined, B extends Schema | undefined = undefined, P = undefined, W = void>(
  method: 'post' | 'put' | 'patch' | 'delete',
  declared: Declared<Q, B, P> & {
    unkeyed?: true
    write?(m: Manager, call: Call<Out<Q>, Out<B>>, id: string, prepared: P): Promise<W>
    show(call: Call<Out<Q>, Out<B>>, id: string, prepared: P, made: W | undefined): Promise<unknown>
  },
): Route {
  const { unkeyed, ...rest } = declared
  return {
    who: 'signedIn',
    status: 200,
    takesFile: undefined,
    ...rest,
    method,
    keyed: method === 'post' && !unkeyed,
  } as unknown as Route
}

import { ID, NAME } from '@shared/core/names'
import * as v from 'valibot'
import type { Caller } from './caller'
import type { Manager } from './database'

type Schema = v.GenericSchema
type Out<S> = S extends Schema ? v.InferOutput<S> : Record<string, never>

/** The answer of a route that sends a JPEG instead of JSON. */
export const picture = v.instance(Buffer)

/** What a parameter of a path looks like: an id, or a name that a declaration gives. */
export const patternOf = (parameter: string): RegExp => (parameter === 'id' ? ID : NAME)

/** A picture that came with a request, already within the size limit. */
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

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** below /api, with `:name` parameters */
  path: string
  summary: string
  who: 'public' | 'signedIn'
  /** stricter limits for what can be guessed, or costs much */
  guessable: boolean
  /** the answer of a write is shown under its Idempotency-Key */
  keyed: boolean
  takesFile: boolean
  status: number
  query?: Schema | undefined
  body?: Schema | undefined
  answer: Schema
  /** what must not happen inside a unit of work: the network, the picture's decoding */
  prepare?: ((call: Call<unknown, unknown>, id: string) => Promise<unknown>) | undefined
  write?: ((m: Manager, call: Call<unknown, unknown>, id: string, prepared: unknown) => Promise<void>) | undefined
  show: (call: Call<unknown, unknown>, id: string, prepared: unknown) => Promise<unknown>
}

interface Declared<Q, B, P> {
  path: string
  summary: string
  who?: 'public' | 'signedIn'
  guessable?: true
  query?: Q
  body?: B
  answer: Schema
  status?: number
  takesFile?: true
  prepare?(call: Call<Out<Q>, Out<B>>, id: string): Promise<P>
}

/** A route that reads. */
export function get<Q extends Schema | undefined = undefined>(
  declared: Declared<Q, undefined, never> & { show(call: Call<Out<Q>>): Promise<unknown> },
): Route {
  return { who: 'signedIn', status: 200, guessable: false, takesFile: false, ...declared, method: 'get', keyed: false } as unknown as Route
}

/**
 * A route that writes: `prepare` outside, `write` inside the unit of work, `show` afterwards. `id` is the thing that it makes
 * or the `:id` of its path. A repeated POST is shown what the first one made.
 */
export function change<Q extends Schema | undefined = undefined, B extends Schema | undefined = undefined, P = undefined>(
  method: 'post' | 'put' | 'patch' | 'delete',
  declared: Declared<Q, B, P> & {
    unkeyed?: true
    write?(m: Manager, call: Call<Out<Q>, Out<B>>, id: string, prepared: P): Promise<void>
    show(call: Call<Out<Q>, Out<B>>, id: string, prepared: P): Promise<unknown>
  },
): Route {
  const { unkeyed, ...rest } = declared
  return {
    who: 'signedIn',
    status: 200,
    guessable: false,
    takesFile: false,
    ...rest,
    method,
    keyed: method === 'post' && !unkeyed,
  } as unknown as Route
}

import type { tokenDesk } from './tokens'

/** The endpoints by short names, as `calls`, `failNext` and `silence` speak of them. */
export type Endpoint = 'token' | 'login' | 'phone' | 'send' | 'check' | 'media' | 'qr'

/** What goes wrong on demand: an errcode, an HTTP status, a cut connection, or an answer that is no JSON. */
export type Fault = number | { status: number } | 'drop' | 'garbage'

interface Sent {
  openid: string
  template: string
  page: string
  data: Record<string, string>
  state: string
  at: string
}

/** Everything the stand-in knows. */
export interface World {
  appId: string
  secret: string
  now: () => string
  tokens: ReturnType<typeof tokenDesk>
  pages: Set<string>
  /** template id → its keywords */
  templates: Map<string, string[]>
  /** openid → when she was last in the mini-program; '' for never */
  people: Map<string, string>
  blocked: Set<string>
  loginCodes: Map<string, { openid: string; unionid?: string; at: string; used: boolean }>
  phoneCodes: Map<string, { number: string; countryCode: string; at: string; used: boolean }>
  /** openid and template → how many messages she still lets through */
  permissions: Map<string, number>
  words: { risky: string[]; review: string[] }
  sent: Sent[]
  /** what the codes say that it drew */
  scenes: string[]
  /** what it was asked to look at, by the trace that it gave */
  media: { trace: string; url: string; type: number }[]
}

export interface Request {
  query: URLSearchParams
  body: Record<string, unknown>
}

/** JSON to answer, or a picture. */
export type Reply = Record<string, unknown> | Buffer

export const MINUTE_MS = 60_000

export const ageOf = (world: World, at: string): number => Date.parse(world.now()) - Date.parse(at)

export const permission = (openid: string, template: string): string => `${openid} ${template}`

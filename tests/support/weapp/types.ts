import type { Clock } from './clock'
import type { Faults } from './faults'
import type { Phone } from './phone'
import type { Realm } from './realm'
import type { Turns } from './turns'

/** What passes between the app and the platform is never more certain than this. */
export type Fields = Record<string, unknown>
export type Run = (...args: unknown[]) => unknown

/** One call of an asynchronous wx API, callbacks left out. */
export interface Call {
  api: string
  args: Fields
}

interface TabItem {
  pagePath: string
  text: string
}

/** app.json */
export interface Manifest {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  tabBar?: { list: TabItem[] }
  window?: Fields
  usingComponents?: Record<string, string>
}

/** How the app was opened, as onLaunch and onShow are told. */
export interface Opening {
  path: string
  query: Record<string, string>
  scene: number
}

/** What every part of one running app shares. */
export interface Host {
  dist: string
  manifest: Manifest
  phone: Phone
  faults: Faults
  turns: Turns
  clock: Clock
  realm: Realm
  calls: Call[]
  opening: Opening
  /** true during the synchronous turn of a tap, and at no other moment */
  gesture: boolean
  /** wx.onXxx(listener) */
  listeners: Map<string, Set<Run>>
  /** what WeChat itself draws over the page */
  overlay: { toast: string; title: string; badges: Map<number, string> }
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
export const isRun = (value: unknown): value is Run => typeof value === 'function'
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
/** A copy as the bridge between the two layers makes it. */
export const copyOf = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)))

export function listenersOf(host: Host, event: string): Set<Run> {
  const set = host.listeners.get(event) ?? new Set()
  host.listeners.set(event, set)
  return set
}

/** Tells everybody who asked with wx.onXxx. */
export function announce(host: Host, event: string, value?: unknown) {
  for (const listener of [...listenersOf(host, event)]) host.turns.enter(event, () => listener(host.realm.adopt(value)))
}

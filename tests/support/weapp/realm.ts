import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { type Fields, isFields, type Run } from './types'

/** The logic layer: a world of its own, with nothing of a browser and nothing of Node in it. */
export interface Realm {
  Promise: PromiseConstructor
  /** Adds to the world's globals. */
  expose(globals: Fields): void
  /** Rebuilds data out of this world's own objects, as what crosses the bridge is. */
  adopt(value: unknown): unknown
  /** Runs a file of the package once. `loading` names the file whose top level runs, as Page() has to know. */
  load(file: string): unknown
  loading: string
}

// what a bundle may probe for and must not find; Intl is missing on part of the phones
const ABSENT = ['window', 'document', 'frames', 'location', 'navigator', 'localStorage', 'history', 'screen', 'alert', 'confirm', 'prompt']
const ABSENT_TOO = ['XMLHttpRequest', 'WebSocket', 'fetch', 'URL', 'URLSearchParams', 'Intl', 'WebAssembly', 'process', 'Buffer']
const PARAMETERS = ['require', 'module', 'exports', ...ABSENT, ...ABSENT_TOO].join(',')

// `new Date()` has to follow the phone's time, and is still to be told from nothing else
const OWN_DATE = `(now) => { globalThis.Date = new Proxy(Date, {
  construct: (target, args, as) => Reflect.construct(target, args.length ? args : [now()], as),
  apply: (target) => new target(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
}) }`

interface Own {
  Object: ObjectConstructor
  Array: ArrayConstructor
  Promise: PromiseConstructor
  Uint8Array: Uint8ArrayConstructor
}

export function newRealm(dist: string, now: () => number): Realm {
  const globals: Fields = {}
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  globals.global = globals
  const own = vm.runInContext('({ Object, Array, Promise, Uint8Array })', context) as Own
  const setDate = vm.runInContext(OWN_DATE, context) as (now: () => number) => void
  setDate(now)
  const modules = new Map<string, { exports: unknown }>()

  // plain data of any other world; what is of this one already stays the object that it is
  const isForeign = (value: unknown): value is Fields => {
    if (!isFields(value)) return false
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype !== own.Object.prototype && prototype !== null && Object.getPrototypeOf(prototype) === null
  }
  const adopt = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) return new own.Uint8Array(value).buffer
    if (Array.isArray(value)) return own.Array.from(value, adopt)
    if (!isForeign(value)) return value
    const copy = new own.Object() as Fields
    for (const [key, item] of Object.entries(value)) copy[key] = adopt(item)
    return copy
  }
  const realm: Realm = {
    Promise: own.Promise,
    expose: (more) => void Object.assign(globals, more),
    adopt,
    loading: '',
    load(name) {
      const file = name.endsWith('.js') ? name : `${name}.js`
      const known = modules.get(file)
      if (known) return known.exports
      const module = { exports: new own.Object() as unknown }
      modules.set(file, module)
      const code = fs.readFileSync(path.join(dist, file), 'utf8')
      const body = vm.runInContext(`(function(${PARAMETERS}){${code}\n})`, context, { filename: file }) as Run
      const require = (wanted: string) =>
        realm.load(wanted.startsWith('/') ? wanted.slice(1) : path.posix.join(path.posix.dirname(file), wanted))
      body(require, module, module.exports)
      return module.exports
    },
  }
  return realm
}

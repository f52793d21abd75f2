import type { Page } from './pages'
import { type Fields, fieldsOf, type Host, isFields, isRun } from './types'

const ADVISED = 256 * 1024
const LIMIT = 1024 * 1024

interface SetDataEntry {
  route: string
  keys: string[]
  bytes: number
}
export interface SetDataLog {
  entries: SetDataEntry[]
  /** called once a change has been drawn */
  drawn(page: Page): void
  /** data as the view layer has it */
  parse(json: string): unknown
}

/** `root.cn.[0].v` → ['root', 'cn', 0, 'v'] */
const partsOf = (key: string): (string | number)[] =>
  [...key.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([part, index]) => (index === undefined ? part : Number(index)))

function assign(data: Fields, key: string, value: unknown, parse: SetDataLog['parse'] = JSON.parse) {
  const parts = partsOf(key)
  const last = parts.pop()
  if (last === undefined) return
  let target = data
  parts.forEach((part, index) => {
    if (!isFields(target[part])) target[part] = parse(typeof (parts[index + 1] ?? last) === 'number' ? '[]' : '{}')
    target = fieldsOf(target[part])
  })
  target[last] = value
}

interface Owner {
  route: string
  self: Fields
  data: Fields
}

/** setData of a page or a component: what it is given crosses to the view layer as JSON, and every byte of it is counted. */
export function newSetData(host: Host, log: SetDataLog, page: Page, owner: Owner) {
  return (given: unknown, callback?: unknown) => {
    if (!host.turns.alive) return
    const change = fieldsOf(given)
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) host.faults.add(`setData "${key}" is undefined in ${owner.route}`)
    }
    const json = JSON.stringify(change)
    const bytes = Buffer.byteLength(json)
    log.entries.push({ route: owner.route, keys: Object.keys(change), bytes })
    if (bytes > ADVISED) host.faults.add(`setData of ${Math.round(bytes / 1024)} KB in ${owner.route}`)
    if (bytes > LIMIT) throw new Error('setData: data exceeds 1024 KB')
    for (const [key, value] of Object.entries(fieldsOf(log.parse(json)))) assign(owner.data, key, value, log.parse)
    for (const [key, value] of Object.entries(change)) if (value !== undefined) assign(fieldsOf(owner.self.data), key, value)
    page.changes++
    host.turns.later('setData', () => {
      log.drawn(page)
      if (isRun(callback)) callback.call(owner.self)
    })
  }
}

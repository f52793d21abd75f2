import fs from 'node:fs'
import { type Fields, type Host, textOf } from '../types'

// WeChat's own list of its APIs, by the heading that every one has in the published typings
const HEADING = /\/\*\* \[[^\n]*?\bwx\.([a-zA-Z]+)\(/g
// names that bundles keep on wx or look for, and that were never APIs
const NOT_APIS = new Set(['webpackJsonp', 'then', 'toJSON', '__esModule'])

let names: Set<string> | undefined
function knownNames(): Set<string> {
  if (names) return names
  const typings = fs.readFileSync(require.resolve('miniprogram-api-typings/types/wx/lib.wx.api.d.ts'), 'utf8')
  names = new Set([...typings.matchAll(HEADING)].map(([, name]) => name ?? ''))
  return names
}

/**
 * `wx` as the app sees it. What WeChat has and this phone does not answer throws and is a warning; what WeChat does not have
 * is not there, and looking for it is a warning too, for a misspelled call inside a try block would hide.
 */
export function strictWx(host: Host, apis: Fields): Fields {
  const answered = new Set(Object.keys(apis))
  // an API that is answered here, or anything of a component
  apis.canIUse = (schema: unknown) => {
    const [name = ''] = textOf(schema).split('.')
    return answered.has(name) || !knownNames().has(name)
  }
  for (const name of knownNames()) {
    apis[name] ??= () => {
      host.faults.add(`wx.${name} is not answered by this phone`)
      throw new Error(`wx.${name} is not answered by this phone`)
    }
  }
  return new Proxy(apis, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !NOT_APIS.has(key)) host.faults.add(`there is no wx.${key}`)
      return Reflect.get(target, key, receiver)
    },
  })
}

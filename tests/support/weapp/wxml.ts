import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { type Fields, isRun } from './types'

/** A node as the compiled template gives it; a string is text, a number too. */
export interface RawNode {
  tag?: string
  attr?: Fields
  children?: (RawNode | string | number | undefined)[]
}
export type Template = (data: Fields) => RawNode
export interface Templates {
  /** data for the templates has to be of their own world */
  parse(json: string): unknown
  /** @throws Error when the package has no such file */
  of(path: string): Template
}

// the templates of a large app are more than spawnSync takes by default
const MAX_OUTPUT = 64 * 1024 * 1024
const ENGINE = 0.02
const compiled = new Map<string, string>()

const wxmlFiles = (dir: string): string[] =>
  fs.readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name)
    return entry.isFile() && /\.(wxml|wxs)$/.test(entry.name) ? [`${file}:${fs.statSync(file).mtimeMs}`] : []
  })

/** WeChat's own compiler (it sets its executable bit itself, so an install without scripts will do), run once for every state of a package. */
function compile(dist: string): string {
  const state = wxmlFiles(dist).sort().join('\n')
  const known = compiled.get(state)
  if (known) return known
  const { wxmlToJs } = require('miniprogram-compiler') as { wxmlToJs(dist: string, options: { maxBuffer: number }): string }
  const code = wxmlToJs(dist, { maxBuffer: MAX_OUTPUT })
  compiled.set(state, code)
  return code
}

/** The view layer: another world, for compiled templates rewrite the prototypes of the one they run in. */
export function newTemplates(dist: string, complain: (text: string) => void): Templates {
  const print = (...words: unknown[]) => complain(`wxml: ${words.map(String).join(' ')}`)
  const window = { __webview_engine_version__: ENGINE }
  const console = { log: print, info: print, warn: print, error: print }
  const context = vm.createContext({ window, console, __webview_engine_version__: ENGINE })
  const parse = vm.runInContext('JSON.parse', context) as (json: string) => unknown
  const scope = parse('{}')
  const find: unknown = vm.runInContext(`(() => {${compile(dist)}})()`, context)
  if (!isRun(find)) throw new Error('the template compiler gave nothing')
  return {
    parse,
    of(name) {
      const template = find(`${name}.wxml`, scope) ?? find(`./${name}.wxml`, scope)
      if (!isRun(template)) throw new Error(`there is no ${name}.wxml`)
      return (data) => template(data, {}, scope) as RawNode
    },
  }
}

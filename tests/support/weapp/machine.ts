import fs from 'node:fs'
import path from 'node:path'
import { newClock } from './clock'
import { newComponents } from './components'
import { describe, type Faults, newFaults } from './faults'
import type { Sight } from './look'
import { call, newStack, type Page, type Registry, type Stack } from './pages'
import type { Phone } from './phone'
import { newRealm } from './realm'
import { watchRejections } from './rejections'
import type { SetDataLog } from './set-data'
import { newDisplay } from './styles'
import { draw, type ViewNode } from './tree'
import { newTurns, type Turns } from './turns'
import { announce, type Fields, type Host, isRun, type Manifest, type Opening } from './types'
import { newWx } from './wx'
import { newQuery } from './wx/queries'
import { newTemplates } from './wxml'

/** One start of the app on a phone: the logic layer, the pages it opens, and what is drawn of them. */
export interface Machine {
  host: Host
  stack: Stack
  wx: Fields
  app(): Fields
  log: SetDataLog
  /** what the app wrote to its console */
  logs: { level: string; text: string }[]
  sight(): Sight
  /** Ends everything at once. Answers that are still on their way find nobody. */
  end(): void
}

const word = (value: unknown) => (typeof value === 'string' ? value : describe(value))

/** console.error is a fault; the rest is kept for whoever wants to read it. */
function newConsole(turns: () => Turns, faults: Faults, logs: Machine['logs']): Fields {
  const write =
    (level: string) =>
    (...words: unknown[]) => {
      if (!turns().alive) return
      const text = words.map(word).join(' ')
      logs.push({ level, text })
      if (level === 'error') faults.add(`console.error: ${text}`)
    }
  return Object.fromEntries(
    ['log', 'info', 'debug', 'warn', 'error', 'group', 'groupEnd', 'time', 'timeEnd'].map((level) => [level, write(level)]),
  )
}

/** Tells the app's own error handlers, and not about errors of these. */
function newTelling(host: () => Host, registry: Registry): (event: string, error: unknown) => void {
  let telling = false
  return (event, error) => {
    if (telling) return
    telling = true
    const value = event === 'onError' ? describe(error) : { reason: error }
    call(host(), registry.app, event, value)
    announce(host(), event, value)
    telling = false
  }
}

/** The globals by which files of the package tell what they are. */
function newRegistrars({ realm }: Host, registry: Registry): Fields {
  const into = (map: Map<string, Fields>) => (definition: Fields) => void map.set(realm.loading, definition)
  const behave = (definition: Fields) => definition
  const start = (definition: Fields) => {
    for (const [key, value] of Object.entries(definition)) if (isRun(value)) definition[key] = value.bind(definition)
    registry.app = definition
  }
  return { App: start, getApp: () => registry.app, Page: into(registry.pages), Component: into(registry.components), Behavior: behave }
}

export function newMachine(dist: string, phone: Phone, opening: Opening): Machine {
  const registry: Registry = { app: {}, pages: new Map(), components: new Map() }
  const faults = newFaults(phone.inherited.splice(0))
  const logs: Machine['logs'] = []
  const manifest = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8')) as Manifest
  const tell = newTelling(() => host, registry)
  const turns = newTurns(faults, (error) => tell('onError', error))
  const realm = newRealm(dist, phone.now)
  const clock = newClock(turns, phone.now, (time) => phone.skip(Math.max(0, time - phone.now())))
  const overlay = { toast: '', title: '', badges: new Map<number, string>() }
  const host: Host = {
    dist,
    manifest,
    phone,
    faults,
    turns,
    clock,
    realm,
    calls: [],
    opening,
    gesture: false,
    listeners: new Map(),
    overlay,
  }

  const templates = newTemplates(dist, faults.add)
  const log: SetDataLog = { entries: [], drawn: (page) => void treeOf(page), parse: templates.parse }
  const components = newComponents(host, registry, log)
  const treeOf = (page: Page): ViewNode => {
    while (!page.tree || page.drawn !== page.changes) {
      page.drawn = page.changes
      page.tree = draw(page, templates, components)
    }
    return page.tree
  }
  const query = newQuery(host)
  const stack = newStack(host, registry, log, query)
  const wx = newWx(host, stack, query)

  realm.expose({
    wx,
    console: newConsole(() => turns, faults, logs),
    setTimeout: clock.setTimeout,
    setInterval: clock.setInterval,
    clearTimeout: clock.clear,
    clearInterval: clock.clear,
    ...newRegistrars(host, registry),
    getCurrentPages: () => realm.adopt(stack.open.map((page) => page.self)),
    __wxConfig: { envVersion: 'release' },
  })
  const displays = new Map<string, Sight['display']>()
  const stopWatching = watchRejections({ realm, faults, tell: (reason) => tell('onUnhandledRejection', reason), alive: () => turns.alive })
  const stopNetwork = phone.onNetwork((network) =>
    announce(host, 'onNetworkStatusChange', { isConnected: network !== 'offline', networkType: network === 'offline' ? 'none' : 'wifi' }),
  )

  return {
    host,
    stack,
    wx,
    app: () => registry.app,
    log,
    logs,
    sight() {
      const page = stack.top()
      const display = displays.get(page.route) ?? newDisplay(dist, page.route)
      displays.set(page.route, display)
      return { page, root: treeOf(page), display }
    },
    end() {
      turns.end()
      clock.stop()
      stopNetwork()
      // the turn that was cut short may still reject something
      setImmediate(() => setImmediate(stopWatching))
    },
  }
}

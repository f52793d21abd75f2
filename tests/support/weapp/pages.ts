import fs from 'node:fs'
import path from 'node:path'
import type { Component } from './components'
import { newSetData, type SetDataLog } from './set-data'
import type { ViewNode } from './tree'
import { copyOf, type Fields, fieldsOf, type Host, isRun, textOf } from './types'

/** A page of the stack. `self` is what the app calls `this`, `data` the view layer's copy of its data. */
export interface Page {
  route: string
  self: Fields
  data: Fields
  options: Record<string, string>
  config: Fields
  components: Map<string, Component>
  /** what was typed into fields, by the key of their node, and the value that the app had given them then */
  typed: Map<string, { value: unknown; given: unknown }>
  tree: ViewNode | undefined
  /** how many times its data changed, and how many of them `tree` shows */
  changes: number
  drawn: number
}

/** What Page(), Component() and App() were given. */
export interface Registry {
  app: Fields
  pages: Map<string, Fields>
  components: Map<string, Fields>
}

/** The pages that are open, with the life cycle that WeChat promises them. */
export interface Stack {
  open: Page[]
  /** tab pages stay loaded while another tab is shown */
  tabs: Map<string, Page>
  isTab(route: string): boolean
  has(route: string): boolean
  top(): Page
  /** `covers` a page that was on the screen until now */
  push(url: string, covers?: boolean): void
  pop(): void
  popAll(): void
  /** the page below has come to light again */
  reveal(): void
}

export const splitUrl = (url: string) => {
  const [route = '', query = ''] = url.replace(/^\//, '').split('?')
  return { route, query }
}

/** Values stay encoded: decoding them is the page's business, as on a phone. */
function optionsOf(query: string): Record<string, string> {
  const pairs = query.split('&').filter(Boolean)
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]))
}

export const readJson = (dist: string, file: string): Fields => {
  const full = path.join(dist, file)
  return fs.existsSync(full) ? fieldsOf(JSON.parse(fs.readFileSync(full, 'utf8'))) : {}
}

export function call(host: Host, self: Fields, method: string, ...args: unknown[]): unknown {
  const run = self[method]
  if (!isRun(run)) return undefined
  return host.turns.enter(method, () => run(...args.map((arg) => host.realm.adopt(arg))))
}

/** A definition's functions bound to the instance, everything else copied. */
export function instanceOf(definition: Fields, self: Fields): Fields {
  for (const [key, value] of Object.entries(definition)) {
    if (isRun(value)) self[key] = value.bind(self)
    else if (!(key in self)) self[key] = value
  }
  return self
}

export function newStack(host: Host, registry: Registry, log: SetDataLog, query: () => Fields): Stack {
  const { manifest, realm, turns, overlay } = host
  const packages = manifest.subPackages ?? manifest.subpackages ?? []
  const routes = new Set([
    ...manifest.pages,
    ...packages.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/\/$/, '')}/${page}`)),
  ])
  const tabRoutes = new Set((manifest.tabBar?.list ?? []).map((item) => item.pagePath.replace(/\.html$/, '')))
  let ids = 0

  const definitionOf = (route: string): Fields => {
    if (!registry.pages.has(route)) {
      realm.loading = route
      realm.load(route)
    }
    const definition = registry.pages.get(route)
    if (!definition) throw new Error(`${route}.js does not call Page()`)
    return definition
  }

  const create = (route: string, options: Record<string, string>): Page => {
    const definition = definitionOf(route)
    const self = fieldsOf(realm.adopt({ route, __route__: route, options, data: copyOf(definition.data ?? {}) }))
    const config = { ...manifest.window, ...readJson(host.dist, `${route}.json`) }
    const data = fieldsOf(log.parse(JSON.stringify(definition.data ?? {})))
    const page: Page = {
      route,
      self,
      data,
      options,
      config,
      components: new Map(),
      typed: new Map(),
      tree: undefined,
      changes: 0,
      drawn: 0,
    }
    const id = `pageId:${++ids}`
    const nobody = () => null
    self.setData = newSetData(host, log, page, { route, self, data: page.data })
    self.getPageId = () => id
    self.createSelectorQuery = query
    for (const absent of ['selectComponent', 'getTabBar']) self[absent] = nobody
    self.getOpenerEventChannel = () => ({ on: nobody, once: nobody, off: nobody, emit: nobody })
    instanceOf(definition, self)
    return page
  }

  const stack: Stack = {
    open: [],
    tabs: new Map(),
    isTab: (route) => tabRoutes.has(route),
    has: (route) => routes.has(route),
    top() {
      const page = stack.open.at(-1)
      if (!page) throw new Error('no page is open')
      return page
    },
    push(url, covers = true) {
      const { route, query: text } = splitUrl(url)
      const covered = covers ? stack.open.at(-1) : undefined
      if (covered) call(host, covered.self, 'onHide')
      const page = create(route, optionsOf(text))
      stack.open.push(page)
      if (stack.isTab(route)) stack.tabs.set(route, page)
      overlay.title = textOf(page.config.navigationBarTitleText)
      call(host, page.self, 'onLoad', page.options)
      call(host, page.self, 'onShow')
      turns.later('onReady', () => {
        log.drawn(page)
        call(host, page.self, 'onReady')
      })
    },
    pop() {
      const page = stack.open.pop()
      if (!page) return
      stack.tabs.delete(page.route)
      call(host, page.self, 'onUnload')
    },
    popAll() {
      while (stack.open.length > 0) stack.pop()
      for (const page of stack.tabs.values()) call(host, page.self, 'onUnload')
      stack.tabs.clear()
    },
    reveal() {
      const page = stack.top()
      overlay.title = textOf(page.config.navigationBarTitleText)
      call(host, page.self, 'onShow')
    },
  }
  return stack
}

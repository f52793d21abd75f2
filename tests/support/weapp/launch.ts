import { goBackground, goForeground, shareOf } from './controls'
import { describe } from './faults'
import { valueIn } from './fields'
import { isVisible, locate, selectAll, squeeze, textIn, type Where } from './look'
import { type Machine, newMachine } from './machine'
import { call, type Page } from './pages'
import { disabledBy, newHand } from './person'
import type { Phone } from './phone'
import { newPhoto } from './photo'
import { newPatience } from './settle'
import type { ViewNode } from './tree'
import { type Call, type Fields, fieldsOf, isRun, type Opening } from './types'

export interface Launch {
  /** the folder that the build wrote */
  dist: string
  phone: Phone
  /** the page that is opened, the first one unless said */
  entry?: string
  query?: Record<string, string>
  scene?: number
}

/** How much crossed to the view layer by setData. */
export interface Measure {
  calls: number
  bytes: number
}

/** The app in the hands of a person. Whatever it is asked to do, it is at rest again when the promise resolves. */
export interface App {
  phone: Phone
  /** faults so far; close() throws while one is left */
  warnings: string[]
  forgive(expected: string | RegExp): string[]
  calls: Call[]
  /** the arguments of every call of one wx API */
  called(api: string): Fields[]
  logs: Machine['logs']

  readonly page: Page
  /** routes of the open pages, the bottom one first */
  routes(): string[]
  title(): string
  /** what WeChat shows over the page, '' when nothing */
  toast(): string
  text(wanted?: string, where?: Where): string
  has(text: string): boolean
  see(text: string): Promise<void>
  gone(text: string): Promise<void>
  find(wanted: string, where?: Where): ViewNode
  /** all that a selector finds and a person sees */
  all(selector: string): ViewNode[]
  value(field: string, where?: Where): unknown
  disabled(wanted: string, where?: Where): boolean

  readonly taps: number
  tap(wanted: string, where?: Where): Promise<void>
  /** the tap alone: to kill the app, or to look at it, before anything has come of it */
  tapNow(wanted: string, where?: Where): void
  type(field: string, value: string, where?: Where): Promise<void>
  choose(picker: string, value: unknown, where?: Where): Promise<void>
  drag(wanted: string, distance: number, where?: Where): Promise<void>
  fire(wanted: string, type: string, detail?: Fields, where?: Where): Promise<void>
  tab(text: string): Promise<void>
  back(): Promise<void>
  pullDown(): Promise<void>
  reachBottom(): Promise<void>
  share(): Promise<Fields>
  hide(): Promise<void>
  show(): Promise<void>

  settle(): Promise<void>
  wait(ms: number): Promise<void>
  measure(run: () => Promise<unknown>): Promise<Measure>
  stats(): Record<string, Measure>
  /** the open page for a browser to photograph */
  html(width?: number): string

  /** The phone throws the app out: nothing of it runs any more, and no answer reaches it. */
  kill(): void
  /** @throws Error when warnings are left */
  close(): Promise<void>
}

const SLOW = 400

const measureOf = (entries: { bytes: number }[]): Measure => ({
  calls: entries.length,
  bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
})

export async function launch({ dist, phone, entry, query = {}, scene = 1001 }: Launch): Promise<App> {
  // the platform hands a query over as it stood in the link
  const encoded = Object.fromEntries(Object.entries(query).map(([key, value]) => [key, encodeURIComponent(value)]))
  const opening = { path: entry ?? '', query: encoded, scene }
  const machine = newMachine(dist, phone, opening)
  const { host } = machine
  opening.path ||= host.manifest.pages[0] ?? ''
  const app = newApp(machine)
  try {
    start(machine, opening)
    await app.settle()
    return app
  } catch (error) {
    machine.end()
    throw new Error([describe(error), ...host.faults.list].join('\n'))
  }
}

function start({ host, stack, app }: Machine, opening: Opening) {
  host.realm.loading = 'app'
  host.turns.enter('app.js', () => host.realm.load('app.js'))
  call(host, app(), 'onLaunch', opening)
  call(host, app(), 'onShow', opening)
  if (!stack.has(opening.path)) throw new Error(`page "${opening.path}" is not found`)
  const pairs = Object.entries(opening.query).map(([key, value]) => `${key}=${value}`)
  stack.push(`/${opening.path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`)
}

function newApp(machine: Machine): App {
  const { host, stack, log, sight, wx } = machine
  const { faults, turns, overlay, phone } = host
  const hand = newHand(host, sight, () => ({ host, page: stack.top(), wx }))
  const { settle, wait } = newPatience(host, () => log.entries.length + host.calls.length)
  const photo = newPhoto(host, sight)
  let tabTaps = 0

  const then =
    <Args extends unknown[]>(run: (...args: Args) => unknown) =>
    async (...args: Args) => {
      run(...args)
      await settle()
    }
  const says = (text: string) => `${textIn(sight())}\n${overlay.toast}`.includes(text.includes('\n') ? text : squeeze(text))
  const leave = (warnings: string[]) => {
    if (warnings.length > 0) throw new Error(`${warnings.length} warnings:\n${warnings.splice(0).join('\n')}`)
  }

  const app: App = {
    phone,
    warnings: faults.list,
    forgive: faults.forgive,
    calls: host.calls,
    called: (api) => host.calls.filter((made) => made.api === api).map((made) => made.args),
    logs: machine.logs,

    get page() {
      return stack.top()
    },
    routes: () => stack.open.map(({ route }) => route),
    title: () => overlay.title,
    toast: () => overlay.toast,
    text: (wanted, where) => textIn(sight(), wanted === undefined ? undefined : locate(sight(), wanted, where)),
    has: says,
    async see(text) {
      await settle()
      if (!says(text)) throw new Error(`"${text}" can't be seen on ${stack.top().route}, which says:\n${textIn(sight())}`)
    },
    async gone(text) {
      await settle()
      if (says(text)) throw new Error(`"${text}" is still to be seen on ${stack.top().route}, which says:\n${textIn(sight())}`)
    },
    find: (wanted, where) => locate(sight(), wanted, where),
    all: (selector) => selectAll(sight().root, selector).filter((node) => isVisible(sight(), node)),
    value: (field, where) => {
      const node = locate(sight(), field, where)
      const inner = ['input', 'textarea', 'switch', 'picker'].flatMap((tag) => (node.tag === tag ? [node] : selectAll(node, tag)))[0]
      return valueIn(stack.top(), inner ?? node)
    },
    disabled: (wanted, where) => disabledBy(locate(sight(), wanted, where)) !== undefined,

    get taps() {
      return hand.taps + tabTaps
    },
    tap: then(hand.touch),
    tapNow: hand.touch,
    async type(field, value, where) {
      const blur = hand.focusAndType(field, value, where)
      await settle()
      blur()
      await settle()
    },
    choose: then(hand.choose),
    async drag(wanted, distance, where) {
      for (const step of hand.drag(wanted, distance, where)) {
        step()
        // a slow finger: the wheel must not run on by itself
        phone.skip(SLOW)
        await settle()
      }
    },
    fire: then(hand.fire),
    tab: then((text: string) => {
      const index = host.manifest.tabBar?.list.findIndex((item) => item.text === text) ?? -1
      const item = host.manifest.tabBar?.list[index]
      if (!item || !stack.isTab(stack.top().route)) throw new Error(`there is no tab "${text}" to be seen`)
      tabTaps++
      call(host, stack.top().self, 'onTabItemTap', { index, pagePath: item.pagePath, text })
      if (isRun(wx.switchTab)) wx.switchTab({ url: `/${item.pagePath}`, complete: () => undefined })
    }),
    back: then(() => {
      if (stack.open.length < 2) return goBackground(host, machine.app(), stack.top())
      stack.pop()
      stack.reveal()
    }),
    pullDown: then(() => {
      const { config, self, route } = stack.top()
      if (config.enablePullDownRefresh !== true) throw new Error(`${route} can't be pulled down`)
      call(host, self, 'onPullDownRefresh')
    }),
    reachBottom: then(() => call(host, stack.top().self, 'onReachBottom')),
    share: async () => fieldsOf(await shareOf({ host, page: stack.top(), wx }, 'menu')),
    hide: then(() => goBackground(host, machine.app(), stack.top())),
    show: then(() => goForeground(host, machine.app(), stack.top())),

    settle,
    wait,
    async measure(run) {
      const from = log.entries.length
      await run()
      await settle()
      return measureOf(log.entries.slice(from))
    },
    stats() {
      const routes = new Set(log.entries.map(({ route }) => route))
      return Object.fromEntries([...routes].map((route) => [route, measureOf(log.entries.filter((entry) => entry.route === route))]))
    },
    html: (width = 375) => photo(width),

    kill() {
      if (!turns.alive) return
      machine.end()
      phone.inherited.push(...faults.list)
    },
    async close() {
      // a killed app has left its warnings to the phone
      if (!turns.alive) return leave(phone.inherited)
      try {
        await settle()
      } finally {
        machine.end()
      }
      leave(faults.list)
    },
  }
  return app
}

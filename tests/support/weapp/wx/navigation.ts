import { call, type Stack, splitUrl } from '../pages'
import { type Fields, type Host, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'

const DEPTH = 10

export function navigationApis(host: Host, stack: Stack): ApiSet {
  const { overlay } = host
  /** a relative path starts from the page that is open */
  const target = (options: Fields) => {
    const url = textOf(options.url)
    const base = `/${stack.open.at(-1)?.route ?? ''}`
    const absolute = url.startsWith('/')
      ? url
      : new URL(url, `http://x${base}`).pathname + (url.includes('?') ? `?${url.split('?')[1]}` : '')
    const { route } = splitUrl(absolute)
    if (!stack.has(route)) throw new WxFailure(`page "${route}" is not found`)
    return { url: absolute, route }
  }
  const noTab = (name: string, route: string) => {
    if (stack.isTab(route)) throw new WxFailure(`can not ${name} a tabbar page`)
  }
  const switchTab = (options: Fields) => {
    const { url, route } = target(options)
    if (!stack.isTab(route)) throw new WxFailure('can not switch to no-tabBar page')
    if (url.includes('?')) throw new WxFailure('the url of switchTab takes no query')
    const before = stack.open.at(-1)
    while (stack.open.length > 0 && !stack.isTab(stack.top().route)) stack.pop()
    const shown = stack.open.at(-1)
    const kept = stack.tabs.get(route)
    if (shown && shown === kept) return before === shown ? undefined : stack.reveal()
    if (shown && shown === before) call(host, shown.self, 'onHide')
    stack.open.length = 0
    if (!kept) return stack.push(url)
    stack.open.push(kept)
    stack.reveal()
  }

  return {
    async: {
      navigateTo(options) {
        const { url, route } = target(options)
        noTab('navigateTo', route)
        if (stack.open.length >= DEPTH) throw new WxFailure('webview count limit exceed')
        stack.push(url)
      },
      redirectTo(options) {
        const { url, route } = target(options)
        noTab('redirectTo', route)
        stack.pop()
        stack.push(url, false)
      },
      reLaunch(options) {
        const { url } = target(options)
        stack.popAll()
        stack.push(url)
      },
      switchTab,
      navigateBack(options) {
        if (stack.open.length < 2) throw new WxFailure('cannot navigate back at first page.')
        const steps = Math.min(Number(options.delta) || 1, stack.open.length - 1)
        for (let step = 0; step < steps; step++) stack.pop()
        stack.reveal()
      },
      // Out of sight; what is open stays open for when she comes back.
      exitMiniProgram() {
        if (!host.gesture) throw new WxFailure('can only be invoked by user TAP gesture.')
      },
      setNavigationBarTitle(options) {
        overlay.title = textOf(options.title)
      },
      setTabBarBadge: (options) => void overlay.badges.set(Number(options.index), textOf(options.text)),
      removeTabBarBadge: (options) => void overlay.badges.delete(Number(options.index)),
      showTabBarRedDot: (options) => void overlay.badges.set(Number(options.index), '•'),
      hideTabBarRedDot: (options) => void overlay.badges.delete(Number(options.index)),
      // what they change is not drawn here
      ...Object.fromEntries(UNDRAWN.map((name) => [name, () => undefined])),
    },
  }
}

const UNDRAWN = [
  'setNavigationBarColor',
  'showNavigationBarLoading',
  'hideNavigationBarLoading',
  'setBackgroundColor',
  'setBackgroundTextStyle',
]
  .concat(['pageScrollTo', 'startPullDownRefresh', 'stopPullDownRefresh', 'hideHomeButton', 'showShareMenu', 'hideShareMenu'])
  .concat(['setTabBarStyle', 'setTabBarItem', 'showTabBar', 'hideTabBar', 'enableAlertBeforeUnload', 'disableAlertBeforeUnload'])

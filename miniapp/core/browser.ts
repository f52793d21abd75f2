/**
 * Only in a browser: what WeChat does by itself for a tapped view. Taro writes `ariaRole` down as an attribute that no browser
 * knows; here it becomes a role, and whatever can be tapped can be reached by Tab and worked with Enter or Space.
 */
interface Node {
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  hasAttribute(name: string): boolean
  matches?(selector: string): boolean
  querySelectorAll(selector: string): ArrayLike<Node>
  click(): void
}
interface Key {
  key: string
  target: Node
  preventDefault(): void
}
interface Change {
  target: Node
  addedNodes: ArrayLike<Node>
}
declare const document: Node & { addEventListener(type: 'keydown', listener: (event: Key) => void): void }
declare const MutationObserver: new (
  heard: (changes: readonly Change[]) => void,
) => { observe(node: Node, what: Record<string, boolean | string[]>): void }

const SAID = '[aria-role]'
const BUTTONS = 'taro-button-core, .taro-navigation-bar-back, .taro-navigation-bar-home, .weui-tabbar__item'
const SCROLLED = '.taro_page, taro-scroll-view-core'
const TAPPED = ['button', 'tab', 'checkbox', 'radio', 'link']
const LABELS: readonly (readonly [string, string])[] = [
  ['.taro-navigation-bar-back', '返回'],
  ['.taro-navigation-bar-home', '回首页'],
]

function take(node: Node): void {
  const role = node.getAttribute('aria-role')
  if (role) {
    node.setAttribute('role', role)
    node.removeAttribute('aria-role')
  } else if (node.matches?.(BUTTONS) && !node.hasAttribute('role')) node.setAttribute('role', 'button')
  const now = node.getAttribute('role')
  if (now === 'heading') node.setAttribute('aria-level', '1')
  if ((now && TAPPED.indexOf(now) >= 0) || node.matches?.(SCROLLED)) node.setAttribute('tabindex', '0')
  for (const [selector, label] of LABELS) if (node.matches?.(selector)) node.setAttribute('aria-label', label)
}

function takeAll(node: Node): void {
  // Text has neither attributes nor children.
  if (!node.matches) return
  take(node)
  const inside = node.querySelectorAll(`${SAID}, ${BUTTONS}, ${SCROLLED}`)
  for (let n = 0; n < inside.length; n++) take(inside[n] as Node)
}

const watch = new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    if (target.matches?.(SAID)) take(target)
    for (let n = 0; n < addedNodes.length; n++) takeAll(addedNodes[n] as Node)
  }
})
watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-role'] })

document.addEventListener('keydown', (event) => {
  const role = event.target.getAttribute('role')
  if ((event.key !== 'Enter' && event.key !== ' ') || !role || TAPPED.indexOf(role) < 0) return
  event.preventDefault()
  event.target.click()
})

// A module: what is declared above holds here alone.
export {}

import { shownValue } from './fields'
import type { Page } from './pages'
import { select } from './styles'
import type { ViewNode } from './tree'
import { isFields, textOf } from './types'

/** What a person can make out on a page. */
export interface Sight {
  page: Page
  root: ViewNode
  display(node: ViewNode): string
}

const INLINE = new Set(['#text', 'text', 'label', 'span'])
const FIELDS = new Set(['input', 'textarea'])
const NATURAL_HOSTS = new Set(['button', 'navigator', 'label', 'switch', 'checkbox', 'radio', 'picker'])

export const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

const shownItself = (sight: Sight, node: ViewNode) => {
  const { hidden } = node.attr
  if (hidden !== undefined && hidden !== false && hidden !== '') return false
  return node.tag === '#text' || sight.display(node) !== 'none'
}
export function isVisible(sight: Sight, node: ViewNode): boolean {
  for (let at: ViewNode | undefined = node; at; at = at.parent) if (!shownItself(sight, at)) return false
  return true
}

function walk(node: ViewNode, visit: (node: ViewNode) => void) {
  visit(node)
  for (const child of node.children) walk(child, visit)
}

const richText = (nodes: unknown): string => {
  if (typeof nodes === 'string') return nodes.replace(/<[^>]*>/g, '')
  if (Array.isArray(nodes)) return nodes.map(richText).join('')
  return isFields(nodes) ? textOf(nodes.text) + richText(nodes.children ?? '') : ''
}

/** The visible text: a block begins a line of its own, as it does on the screen. */
export function textIn(sight: Sight, node: ViewNode = sight.root): string {
  const write = (at: ViewNode): string => {
    if (!shownItself(sight, at)) return ''
    if (at.tag === '#text') return at.text
    if (FIELDS.has(at.tag)) return `\n${shownValue(sight.page, at) || textOf(at.attr.placeholder)}\n`
    if (at.tag === 'rich-text') return `\n${richText(at.attr.nodes)}\n`
    const inner = at.children.map(write).join('')
    return INLINE.has(at.tag) || sight.display(at).startsWith('inline') ? inner : `\n${inner}\n`
  }
  const lines = write(node).split('\n')
  return lines.map(squeeze).filter(Boolean).join('\n')
}

/** Selectors begin with a dot or a hash, or are the tag of a native component; all else is text to be read. */
const isSelector = (wanted: string) =>
  /^[.#]/.test(wanted) || /^(input|textarea|button|form|switch|picker|picker-view|scroll-view|image|canvas)\b/.test(wanted)

export function selectAll(root: ViewNode, selector: string): ViewNode[] {
  const found: ViewNode[] = []
  walk(root, (node) => {
    if (node.tag !== '#text' && node !== root && select(node, selector)) found.push(node)
  })
  return found
}

const listensToTap = (node: ViewNode) => ['bindtap', 'bind:tap', 'catchtap', 'catch:tap'].some((name) => textOf(node.attr[name]))

/** The control that a tap on this node reaches. */
export function controlOf(node: ViewNode): ViewNode | undefined {
  for (let at: ViewNode | undefined = node; at; at = at.parent) if (NATURAL_HOSTS.has(at.tag) || listensToTap(at)) return at
  return undefined
}

/** The innermost nodes that read so, or are labelled so for a screen reader. */
function reading(sight: Sight, root: ViewNode, says: (text: string) => boolean): ViewNode[] {
  const found: ViewNode[] = []
  const visit = (node: ViewNode): boolean => {
    if (node.tag === '#text' || FIELDS.has(node.tag) || !shownItself(sight, node)) return false
    if (node.children.map(visit).some(Boolean)) return true
    const hit = says(squeeze(textIn(sight, node))) || (Boolean(node.attr.ariaLabel) && says(textOf(node.attr.ariaLabel)))
    if (hit) found.push(node)
    return hit
  }
  visit(root)
  return found
}

export interface Where {
  /** a part of the page, by selector or text of a selector's element */
  within?: string
  /** which of several, from 0 */
  nth?: number
}

/** @throws Error with the page's text when nothing, or more than one thing, is meant */
export function locate(sight: Sight, wanted: string, { within, nth }: Where = {}, tappable = false): ViewNode {
  const root = within ? locate(sight, within) : sight.root
  const one = (nodes: ViewNode[]) => {
    if (nodes.length > 1 && nth === undefined)
      throw new Error(`${nodes.length} things on ${sight.page.route} are "${wanted}": say nth or within`)
    return nodes[nth ?? 0]
  }
  const lost = () => new Error(`there is no "${wanted}" on ${sight.page.route}, which says:\n${textIn(sight)}`)
  if (isSelector(wanted)) {
    const all = selectAll(root, wanted)
    const seen = all.filter((node) => isVisible(sight, node))
    const found = one(seen.length > 0 ? seen : all)
    if (!found) throw lost()
    return found
  }
  const exact = reading(sight, root, (text) => text === squeeze(wanted))
  const part = () => reading(sight, root, (text) => text.includes(squeeze(wanted)))
  const reach = (nodes: ViewNode[]) => [...new Set(tappable ? nodes.map(controlOf).filter((node) => node !== undefined) : nodes)]
  const found = one(reach(exact)) ?? one(reach(part()))
  if (!found) throw lost()
  return found
}

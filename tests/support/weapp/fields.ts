import type { Page } from './pages'
import type { ViewNode } from './tree'
import { type Fields, isFields, textOf } from './types'

// A native field keeps what was typed although the app never set it again; it follows the app when the app gives another value.
const GIVEN: Record<string, string> = { switch: 'checked', checkbox: 'checked', radio: 'checked' }
const givenName = (node: ViewNode) => GIVEN[node.tag] ?? 'value'

/** The value that a field shows now. */
export function valueIn(page: Page, node: ViewNode): unknown {
  const given = node.attr[givenName(node)]
  const typed = page.typed.get(node.key)
  return typed && typed.given === given ? typed.value : given
}

export function setValue(page: Page, node: ViewNode, value: unknown) {
  page.typed.set(node.key, { value, given: node.attr[givenName(node)] })
}

export const shownValue = (page: Page, node: ViewNode): string => textOf(valueIn(page, node))
export const isOn = (value: unknown) => value !== undefined && value !== false && value !== ''

/** Everything inside a node that a form sends, by its `name`. */
export function formValues(page: Page, form: ViewNode): Fields {
  const values: Fields = {}
  const visit = (node: ViewNode) => {
    const name = textOf(node.attr.name)
    if (name && ['input', 'textarea', 'picker', 'slider'].includes(node.tag)) values[name] = valueIn(page, node) ?? ''
    if (name && node.tag === 'switch') values[name] = isOn(valueIn(page, node))
    if (name && node.tag === 'checkbox-group') values[name] = chosen(page, node, 'checkbox')
    if (name && node.tag === 'radio-group') values[name] = chosen(page, node, 'radio')[0] ?? ''
    for (const child of node.children) visit(child)
  }
  visit(form)
  return values
}

/** The values of the boxes that are ticked in a group. */
export function chosen(page: Page, group: ViewNode, tag: string): string[] {
  const own = group.tag === tag && isOn(valueIn(page, group)) ? [textOf(group.attr.value)] : []
  return [...own, ...group.children.flatMap((child) => chosen(page, child, tag))]
}

/** The longest text that a field takes: 140 unless it says otherwise, -1 is any. */
export function cutToLength(node: ViewNode, value: string): string {
  const { maxlength } = node.attr
  const limit = maxlength === undefined || maxlength === '' ? 140 : Number(maxlength)
  return limit < 0 ? value : value.slice(0, limit)
}

/** What a picker's change event carries for the option that a person names. */
export function pickerValue(node: ViewNode, value: unknown): unknown {
  const { mode = 'selector', range, rangeKey } = node.attr
  if (mode !== 'selector') return value
  if (typeof value === 'number') return value
  const labels = Array.isArray(range) ? range.map((item) => (isFields(item) ? textOf(item[textOf(rangeKey)]) : textOf(item))) : []
  const index = labels.indexOf(textOf(value))
  if (index < 0) throw new Error(`the picker has no ${textOf(value)}: ${labels.join(' | ')}`)
  return index
}

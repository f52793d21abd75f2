import fs from 'node:fs'
import path from 'node:path'
import postcss, { type Root } from 'postcss'
import type { ViewNode } from './tree'
import { textOf } from './types'

/** A style sheet with what it imports; a file is taken once. */
export function readSheet(dist: string, file: string, taken = new Set<string>()): string {
  const full = path.join(dist, file)
  if (taken.has(full) || !fs.existsSync(full)) return ''
  taken.add(full)
  const near = (at: string) => (at.startsWith('/') ? at.slice(1) : path.posix.join(path.posix.dirname(file), at))
  return fs.readFileSync(full, 'utf8').replace(/@import\s*["']([^"']+)["'];?/g, (_, at: string) => readSheet(dist, near(at), taken))
}

interface Compound {
  tag: string
  ids: string[]
  classes: string[]
  /** the next compound to the left must be the parent itself */
  child: boolean
}
interface Rule {
  compounds: Compound[]
  weight: number
  display: string
  order: number
}
const beats = (rule: Rule, best: Rule | undefined) =>
  !best || rule.weight > best.weight || (rule.weight === best.weight && rule.order > best.order)

// a node never changes: every drawing makes new ones
const classes = new WeakMap<ViewNode, Set<string>>()
function classesOf(node: ViewNode): Set<string> {
  const known = classes.get(node) ?? new Set(textOf(node.attr.class).split(/\s+/))
  classes.set(node, known)
  return known
}

/** Only what decides whether an element is shown; pseudo classes, attributes and siblings never do in practice. */
function parse(selector: string): Compound[] | undefined {
  if (/[:[+~*]/.test(selector)) return undefined
  const tokens = selector
    .replace(/\s*>\s*/g, ' >')
    .trim()
    .split(/\s+/)
  return tokens.map((token) => ({
    child: token.startsWith('>'),
    tag: token.match(/^>?([\w-]+)/)?.[1] ?? '',
    ids: [...token.matchAll(/#([\w-]+)/g)].map(([, id]) => id ?? ''),
    classes: [...token.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? ''),
  }))
}

const fits = (node: ViewNode, { tag, ids, classes }: Compound) => {
  const own = classesOf(node)
  return (!tag || node.tag === tag) && ids.every((id) => node.attr.id === id) && classes.every((name) => own.has(name))
}

function matches(node: ViewNode | undefined, compounds: Compound[]): boolean {
  const last = compounds.at(-1)
  if (!last) return true
  if (!node || !fits(node, last)) return false
  const rest = compounds.slice(0, -1)
  if (rest.length === 0) return true
  if (last.child) return matches(node.parent, rest)
  for (let above = node.parent; above; above = above.parent) if (matches(above, rest)) return true
  return false
}

export const select = (node: ViewNode, selector: string) =>
  matches(node, parse(selector) ?? [{ tag: '?', ids: [], classes: [], child: false }])

const IMPORTANT = 1_000_000
const weigh = (compounds: Compound[], important: boolean) =>
  compounds.reduce(
    (sum, { tag, ids, classes }) => sum + ids.length * 10_000 + classes.length * 100 + (tag ? 1 : 0),
    important ? IMPORTANT : 0,
  )

function rulesOf(root: Root): Rule[] {
  const rules: Rule[] = []
  root.walkDecls('display', ({ parent, value, important }) => {
    if (parent?.type !== 'rule' || parent.parent?.type !== 'root') return
    for (const selector of (parent as postcss.Rule).selectors) {
      const compounds = parse(selector)
      if (compounds) rules.push({ compounds, weight: weigh(compounds, important === true), display: value, order: rules.length })
    }
  })
  return rules
}

/** Rules by a name that a node must have to fit them: most nodes have to be compared with very few. */
type Index = Map<string, Rule[]>

function indexOf(rules: Rule[]): Index {
  const index: Index = new Map()
  for (const rule of rules) {
    const { classes: names, ids, tag } = rule.compounds.at(-1) ?? { classes: [], ids: [], tag: '' }
    const key = names[0] ? `.${names[0]}` : ids[0] ? `#${ids[0]}` : tag
    index.set(key, [...(index.get(key) ?? []), rule])
  }
  return index
}

const namesOf = (node: ViewNode) => [node.tag, `#${textOf(node.attr.id)}`, ...[...classesOf(node)].map((name) => `.${name}`)]
const sheets = new Map<string, Index>()

/** The `display` of a node, by the sheets of the app and of its page. */
export function newDisplay(dist: string, route: string): (node: ViewNode) => string {
  const css = `${readSheet(dist, 'app.wxss')}\n${readSheet(dist, `${route}.wxss`)}`
  const index = sheets.get(css) ?? indexOf(rulesOf(postcss.parse(css)))
  sheets.set(css, index)
  const known = new WeakMap<ViewNode, string>()
  const compute = (node: ViewNode) => {
    const inline = textOf(node.attr.style).match(/(?:^|;)\s*display:\s*([\w-]+)/)?.[1]
    let best: Rule | undefined
    for (const rule of namesOf(node).flatMap((name) => index.get(name) ?? [])) {
      if (beats(rule, best) && matches(node, rule.compounds)) best = rule
    }
    return inline && (best?.weight ?? 0) < IMPORTANT ? inline : (best?.display ?? '')
  }
  return (node) => {
    const display = known.get(node) ?? compute(node)
    known.set(node, display)
    return display
  }
}

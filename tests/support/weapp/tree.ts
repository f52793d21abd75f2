import type { Components } from './components'
import type { Page } from './pages'
import { type Fields, textOf } from './types'
import type { RawNode, Templates } from './wxml'

/** A node as it is drawn. Text nodes have the tag '#text'. */
export interface ViewNode {
  /** the same node keeps its key from one drawing to the next */
  key: string
  tag: string
  attr: Fields
  text: string
  children: ViewNode[]
  parent: ViewNode | undefined
  /** whose methods its handlers name */
  owner: Fields
}

interface Place {
  owner: Fields
  path: string
  parent: ViewNode
  /** what the user of a component put inside it */
  slotted: ViewNode[]
}

const nodeOf = (key: string, tag: string, attr: Fields, { owner, parent }: Pick<Place, 'owner' | 'parent'>, text = ''): ViewNode => ({
  key,
  tag,
  attr,
  text,
  children: [],
  parent,
  owner,
})

/** Draws a page: templates, components inside components, slots. */
export function draw(page: Page, templates: Templates, components: Components): ViewNode {
  const drawn = new Set<string>()

  const walk = (raw: RawNode | string | number | undefined, place: Place, index: number): ViewNode[] => {
    if (raw === undefined || raw === null) return []
    if (typeof raw !== 'object') return [nodeOf(`${place.parent.key}/${index}`, '#text', {}, place, String(raw))]
    if (raw.tag === 'virtual') return list(raw.children, place, index)
    const tag = textOf(raw.tag).replace(/^wx-/, '')
    const attr = raw.attr ?? {}
    if (tag === 'slot') return slotFor(attr, place)
    const key = textOf(attr.id || attr['data-sid']) || `${place.parent.key}/${index}${tag}`
    const node = nodeOf(key, tag, attr, place)
    node.children = list(raw.children, { ...place, parent: node }, 0)
    const at = components.namesOf(place.path)[tag]
    return at ? inside(node, at, place) : [node]
  }
  const list = (raws: RawNode['children'], place: Place, from: number) =>
    (raws ?? []).flatMap((raw, index) => walk(raw, place, from * 1000 + index))

  const slotFor = (attr: Fields, place: Place) => {
    const name = textOf(attr.name)
    const nodes = place.slotted.filter((node) => textOf(node.attr.slot) === name)
    for (const node of nodes) node.parent = place.parent
    return nodes
  }
  const inside = (host: ViewNode, at: string, place: Place): ViewNode[] => {
    const key = `${at}#${host.key}`
    drawn.add(key)
    const { self, data, virtual } = components.instance(page, key, at, host.attr)
    const parent = virtual ? place.parent : host
    const content = list(templates.of(at)(data).children, { owner: self, path: at, parent, slotted: host.children }, 0)
    if (virtual) return content
    host.children = content
    return [host]
  }

  const root: ViewNode = { key: page.route, tag: 'page', attr: {}, text: '', children: [], parent: undefined, owner: page.self }
  root.children = list(templates.of(page.route)(page.data).children, { owner: page.self, path: page.route, parent: root, slotted: [] }, 0)
  components.keep(page, drawn)
  return root
}

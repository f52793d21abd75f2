import path from 'node:path'
import { call, instanceOf, type Page, type Registry, readJson } from './pages'
import { newSetData, type SetDataLog } from './set-data'
import { copyOf, type Fields, fieldsOf, type Host } from './types'

export interface Component {
  path: string
  self: Fields
  data: Fields
  /** no element of its own: its content stands in its place */
  virtual: boolean
  detached: () => void
  /** properties as they were last given, in JSON */
  given: Map<string, string>
}

export interface Components {
  /** tag → path of the component that a page or component means by it */
  namesOf(owner: string): Record<string, string>
  /** the instance behind a node, made and attached when it is new */
  instance(page: Page, key: string, at: string, attr: Fields): Component
  /** Detaches those of the page that are not drawn any more. */
  keep(page: Page, drawn: Set<string>): void
}

export function newComponents(host: Host, registry: Registry, log: SetDataLog): Components {
  const names = new Map<string, Record<string, string>>()

  const definitionOf = (at: string): Fields => {
    if (!registry.components.has(at)) {
      host.realm.loading = at
      host.realm.load(at)
    }
    const definition = registry.components.get(at)
    if (!definition) throw new Error(`${at}.js does not call Component()`)
    return definition
  }
  const create = (page: Page, at: string, attr: Fields): Component => {
    const definition = definitionOf(at)
    const life = { ...definition, ...fieldsOf(definition.lifetimes) }
    const initial = fieldsOf(copyOf(definition.data ?? {}))
    for (const [name, property] of Object.entries(fieldsOf(definition.properties))) initial[name] = copyOf(fieldsOf(property).value)
    const data = fieldsOf(log.parse(JSON.stringify(initial)))
    const self = fieldsOf(host.realm.adopt({ is: at, data: initial, dataset: { sid: attr['data-sid'] }, id: attr.id }))
    self.properties = self.data
    const virtual = fieldsOf(definition.options).virtualHost === true
    const component: Component = { path: at, self, data, virtual, detached: () => void call(host, self, 'detached'), given: new Map() }
    self.setData = newSetData(host, log, page, { route: at, self, data })
    instanceOf(fieldsOf(definition.methods), self)
    instanceOf({ attached: life.attached, detached: life.detached }, self)
    return component
  }
  // a property that its user did not change keeps what the component made of it
  const give = (component: Component, attr: Fields) => {
    for (const name of Object.keys(fieldsOf(registry.components.get(component.path)?.properties))) {
      const json = JSON.stringify(attr[name])
      if (json === undefined || json === component.given.get(name)) continue
      component.given.set(name, json)
      component.data[name] = log.parse(json)
      fieldsOf(component.self.data)[name] = host.realm.adopt(JSON.parse(json))
    }
  }

  return {
    namesOf(owner) {
      const known = names.get(owner)
      if (known) return known
      const used = {
        ...host.manifest.usingComponents,
        ...(readJson(host.dist, `${owner}.json`).usingComponents as Record<string, string> | undefined),
      }
      const found = Object.fromEntries(
        Object.entries(used).map(([tag, at]) => [tag, at.startsWith('/') ? at.slice(1) : path.posix.join(path.posix.dirname(owner), at)]),
      )
      names.set(owner, found)
      return found
    },
    instance(page, key, at, attr) {
      const known = page.components.get(key)
      if (known) {
        give(known, attr)
        return known
      }
      const component = create(page, at, attr)
      page.components.set(key, component)
      give(component, attr)
      call(host, component.self, 'attached')
      return component
    },
    keep(page, drawn) {
      for (const [key, component] of page.components) {
        if (drawn.has(key)) continue
        page.components.delete(key)
        component.detached()
      }
    },
  }
}

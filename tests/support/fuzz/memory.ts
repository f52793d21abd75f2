import type { Json } from '../api'
import { type KnownBooks, knownBooks } from './books'
import { type KnownChildren, knownChildren } from './children'
import type { Dice } from './dice'
import { type KnownTexts, knownTexts } from './texts'

const MOST = 200
/** A new code makes an older one of hers worthless. */
const MOST_CODES = 10

/** A case as somebody was shown it last. */
export interface Known {
  id: string
  who: string
  kind: string
  version: number
  moves: readonly { name: string; asks: readonly string[] }[]
  masked: readonly string[]
}

/** What the answers so far have told: requests that get anywhere must name things that are there. */
export interface Memory {
  /** any id of this sort: the first word of its path, or what a field calls it */
  id(dice: Dice, sort: string): string
  /** a case and who was shown it; with moves of hers, if there is one */
  known(dice: Dice): Known | undefined
  /** the version of a case, as it was shown last */
  version(id: string): number
  kinds: readonly Json[]
  children: KnownChildren
  books: KnownBooks
  texts: KnownTexts
  add(sort: string, id: string): void
  learn(who: string, path: string, body: Json): void
  /** she could do this */
  managed(operation: string, who: string): void
  /** those who could do this before; nobody yet */
  able(operation: string): readonly string[]
}

export function memoryOf(kinds: readonly Json[]): Memory {
  const ids = new Map<string, string[]>()
  const cases = new Map<string, Known>()
  const [children, books, texts] = [knownChildren(), knownBooks(), knownTexts()]
  const able = new Map<string, string[]>()
  const add: Memory['add'] = (sort, id) => {
    const list = ids.get(sort) ?? []
    if (list.includes(id)) return
    if (list.length >= (sort === 'codes' ? MOST_CODES : MOST)) list.shift()
    list.push(id)
    ids.set(sort, list)
  }
  const learnOne = (who: string, sort: string, one: Json) => {
    if (typeof one.id === 'string') add(sort, one.id)
    // A policy has a number, too, which no address takes.
    if (typeof one.number === 'string' && sort !== 'loan') add('certificates', one.number)
    if (sort === 'uploads' && typeof one.url === 'string') {
      add(`uploads of ${who}`, one.id)
      add('files', one.url)
    }
    if (sort !== 'applications' || typeof one.version !== 'number') return
    const seen = cases.get(one.id)
    cases.delete(one.id)
    const { id, kind, version, moves = seen?.moves ?? [], masked = [] } = one
    cases.set(id, { id, who, kind, version, moves, masked })
    if (cases.size > MOST) cases.delete(cases.keys().next().value as string)
  }
  return {
    kinds,
    children,
    books,
    texts,
    add,
    able: (operation) => able.get(operation) ?? [],
    managed: (operation, who) => {
      const list = able.get(operation) ?? []
      if (!list.includes(who)) able.set(operation, [...list, who])
    },
    id: (dice, sort) => dice.pick(ids.get(sort) ?? ['0']),
    version: (id) => cases.get(id)?.version ?? 1,
    known: (dice) => {
      const all = [...cases.values()]
      const open = all.filter(({ moves }) => moves.length > 0)
      return all.length === 0 ? undefined : dice.pick(dice.percent(95) && open.length > 0 ? open : all)
    },
    learn: (who, path, body) => {
      if (typeof body !== 'object' || body === null) return
      const sort = path.split(/[/?]/)[2] ?? ''
      for (const known of [children, books, texts]) known.learn(who, path, body)
      if (sort === 'children' && path.includes('/openings')) return
      if (/\/(diary|entries)/.test(path)) return
      if (typeof body.code === 'string') add('codes', body.code)
      if (path.includes('/roster')) {
        const activity = path.split('/')[3] ?? ''
        for (const { id } of body.items ?? []) add(`lines of ${activity}`, id)
        if (body.items?.length > 0) add('rosters', activity)
        return
      }
      for (const one of [body, ...(Array.isArray(body.items) ? body.items : [])]) learnOne(who, sort, one)
    },
  }
}

import type { Manager } from '../../core/database'
import { type Events, withEvents } from './events'
import { hashesOf, readShelf, type Shelf } from './shelf'
import type { Pages } from './web/pages'
import { renderPages, type Shown } from './web/rendering'

/** All that readers are given at one time. */
export interface Given {
  /** what is published, as of this number and with the names of this day; activities stand on none of its pages */
  bare: { no: number; day: string; shelf: Shelf }
  shelf: Shelf
  pages: Pages
  /** the hashes of all pictures and recordings */
  shown: ReadonlySet<string>
}

/** What changes for readers. */
export interface Standing {
  /** read before what is published: what is published in between is noticed next time */
  no: number
  events: Events
}

/** Makes what readers are given, and takes over from `before` whatever has not changed: a seat that is taken changes one page of all. */
export async function givenOf(m: Manager, { no, events }: Standing, at: Shown, before: Given | undefined): Promise<Given> {
  const { day, atlas } = at
  const known = before?.bare.no === no && before.bare.day === day ? before : undefined
  const bare = known?.bare ?? { no, day, shelf: await readShelf(m, atlas.nameOf) }
  const shelf = withEvents(bare.shelf, events, known?.shelf)
  return { bare, shelf, pages: await renderPages(shelf, at, before?.pages), shown: known?.shown ?? hashesOf(bare.shelf) }
}

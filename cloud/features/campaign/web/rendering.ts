import { inSeason } from '@shared/features/campaign/nearest'
import type { Atlas } from '../../../core/atlas'
import type { Shelf } from '../shelf'
import { atom, robotsText, sitemap } from './feeds'
import { pack } from './packed'
import type { Page, Pages } from './pages'
import { type At, articleHtml, campaignHtml, listHtml, pathOf, quizHtml } from './pages.html'

interface Text {
  path: string
  type?: string
  text: () => string
  textId?: string
  /** what the text is made of, when that is all */
  view?: unknown
}

/** Where and when pages are shown. */
export interface Shown {
  /** where the pages are open to everybody, without a slash at the end; without it there is neither feed nor sitemap */
  origin: string | undefined
  /** the day in China: what is of these days stands first */
  day: string
  /** whether a mini-program code can be drawn */
  hasCode: boolean
  /** whether a browser can send forms */
  hasForms: boolean
  atlas: Pick<Atlas, 'nameOf' | 'find'>
}

function textsOf(shelf: Shelf, { origin, day, hasCode, hasForms, atlas }: Shown): Text[] {
  const rows = inSeason(
    shelf.map(({ view }) => view),
    day,
  )
  const pages = shelf.flatMap(({ textId, placeId, view, articles, quizzes }): Text[] => {
    const at: At = { origin, hasCode, formsOf: hasForms ? (atlas.find(placeId)?.chain.county ?? '') : undefined }
    return [
      { path: pathOf(view.slug), text: () => campaignHtml(view, at), textId, view },
      ...articles.map((one) => ({ ...one, path: pathOf(view.slug, one.view.slug), text: () => articleHtml(one.view, at) })),
      ...quizzes.map((one) => ({ ...one, path: pathOf(view.slug, one.view.slug), text: () => quizHtml(one.view, at) })),
    ]
  })
  const list = { path: '/c', text: () => listHtml(rows, origin) }
  const robots = { path: '/robots.txt', type: 'text/plain; charset=utf-8', text: () => robotsText(origin), view: origin ?? '' }
  // Both must name whole addresses.
  if (origin === undefined) return [list, robots, ...pages]
  const feed = { path: '/c.xml', type: 'application/atom+xml; charset=utf-8', text: () => atom(shelf, origin) }
  return [
    list,
    robots,
    ...pages,
    feed,
    { path: '/sitemap.xml', type: 'application/xml; charset=utf-8', text: () => sitemap(shelf, origin) },
  ]
}

/**
 * Renders everything that is published, at the same place and with the same means as `before`. A page that says what it said then is
 * taken over as it is; the list and the two feeds are made again, and taken over with their compressed bytes when they are the same.
 */
export async function renderPages(shelf: Shelf, at: Shown, before: Pages | undefined): Promise<Pages> {
  const made = textsOf(shelf, at).map(async ({ path, type, text, textId, view }): Promise<[string, Page]> => {
    const known = before?.get(path)
    if (known && view !== undefined && known.view === view) return [path, known]
    return [path, { packed: await pack(type ?? 'text/html; charset=utf-8', text(), known?.packed), textId, view }]
  })
  return new Map(await Promise.all(made))
}

import { inSeason } from '@shared/features/campaign/nearest'
import type { Shelf } from '../shelf'
import { atom, sitemap } from './feeds'
import { pack } from './packed'
import type { Page, Pages } from './pages'
import { articleHtml, campaignHtml, listHtml, pathOf, quizHtml } from './pages.html'

interface Text {
  path: string
  type?: string
  text: string
  textId?: string
}

/** Where and when pages are shown. */
export interface Shown {
  /** where the pages are open to everybody, without a slash at the end; without it there is neither feed nor sitemap */
  origin: string | undefined
  /** the day in China: what is of these days stands first */
  day: string
  /** whether a mini-program code can be drawn */
  hasCode: boolean
}

function textsOf(shelf: Shelf, { origin, day, hasCode }: Shown): Text[] {
  const rows = inSeason(
    shelf.map(({ view }) => view),
    day,
  )
  const pages = shelf.flatMap(({ textId, view, articles, quizzes }): Text[] => [
    { path: pathOf(view.slug), text: campaignHtml(view, origin, hasCode), textId },
    ...articles.map((one) => ({ path: pathOf(view.slug, one.view.slug), text: articleHtml(one.view, origin), textId: one.textId })),
    ...quizzes.map((one) => ({ path: pathOf(view.slug, one.view.slug), text: quizHtml(one.view, origin), textId: one.textId })),
  ])
  const list = { path: '/c', text: listHtml(rows, origin) }
  // Both must name whole addresses.
  if (origin === undefined) return [list, ...pages]
  const feed = { path: '/c.xml', type: 'application/atom+xml; charset=utf-8', text: atom(shelf, origin) }
  return [list, ...pages, feed, { path: '/sitemap.xml', type: 'application/xml; charset=utf-8', text: sitemap(shelf, origin) }]
}

/**
 * Renders everything that is published; what has not changed since `before` is taken over with its compressed bytes.
 */
export async function renderPages(shelf: Shelf, at: Shown, before: Pages | undefined): Promise<Pages> {
  const made = textsOf(shelf, at).map(async ({ path, type, text, textId }): Promise<[string, Page]> => {
    const packed = await pack(type ?? 'text/html; charset=utf-8', text, before?.get(path)?.packed)
    return [path, { packed, textId }]
  })
  return new Map(await Promise.all(made))
}

import { safe } from '../../../core/html'
import type { Shelf } from '../shelf'
import { pathOf } from './pages.html'

interface Entry {
  path: string
  title: string
  summary: string
  publishedAt: string
  changedAt: string
}

/** Every page with its own date. */
const entriesOf = (shelf: Shelf): Entry[] =>
  shelf.flatMap(({ articles, quizzes }) => [
    ...articles.map(({ view }) => ({ ...view, path: pathOf(view.campaign.slug, view.slug) })),
    ...quizzes.map(({ view }) => ({ ...view, path: pathOf(view.campaign.slug, view.slug), summary: `${view.questions.length}道题` })),
  ])

const MOST_ENTRIES = 50

/** The newest articles and quizzes as Atom. @param origin where the pages are open to everybody */
export function atom(shelf: Shelf, origin: string): string {
  const entries = entriesOf(shelf)
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
    .slice(0, MOST_ENTRIES)
  const written = entries.map(({ path, title, summary, publishedAt, changedAt }) => {
    const url = safe(origin + path)
    return `<entry><id>${url}</id><title>${safe(title)}</title><link href="${url}"/><published>${publishedAt}</published><updated>${changedAt}</updated><summary>${safe(summary)}</summary></entry>`
  })
  const updated = entries[0]?.changedAt ?? '1970-01-01T00:00:00.000Z'
  const head = `<id>${safe(origin)}/c</id><title>懂法护己 · 普法专题</title><author><name>巾帼帮办</name></author><updated>${updated}</updated><link rel="self" href="${safe(origin)}/c.xml"/>`
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">${head}${written.join('')}</feed>`
}

/** All pages for search engines. @param origin where the pages are open to everybody */
export function sitemap(shelf: Shelf, origin: string): string {
  const campaigns = shelf.map(({ view }) => ({ path: pathOf(view.slug), changedAt: view.changedAt }))
  const urls = [...campaigns, ...entriesOf(shelf)].map(
    ({ path, changedAt }) => `<url><loc>${safe(origin + path)}</loc><lastmod>${changedAt}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${safe(origin)}/c</loc></url>${urls.join('')}</urlset>`
}

/** What search engines may look at: the pages, not the interface. @param origin where the pages are open to everybody */
export const robotsText = (origin: string | undefined): string =>
  ['User-agent: *', 'Disallow: /api/', ...(origin === undefined ? [] : [`Sitemap: ${origin}/sitemap.xml`]), ''].join('\n')

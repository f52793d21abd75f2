import { COVERS, type Cover, coverColours, motifs } from '@shared/core/covers'
import { HOTLINES } from '@shared/features/campaign/hotlines'
import { safe } from '../../../core/html'
import { SCRIPT } from './script'
import { STYLE } from './style'

/** Where who leaves at once arrives: the weather, which anybody may be looking at. */
const ELSEWHERE = 'https://www.weather.com.cn/'

interface Page {
  title: string
  /** one sentence for who is sent the address */
  description: string
  /** its own path */
  path: string
  cover?: string
  /** the path of the picture that goes with it instead of the cover */
  picture?: string
  /** where its line at the top leads */
  up?: { path: string; title: string }
  /** a page about violence */
  leaveNow: boolean
  /** HTML; whatever people wrote in it has gone through `safe` */
  main: string
}

const knownCover = (cover: string | undefined): Cover => COVERS.find((one) => one === cover) ?? 'scale'

/** @param more attributes of the picture */
export function motifSvg(cover: Cover, more = 'aria-hidden="true"'): string {
  const { ink } = coverColours[cover]
  return `<svg viewBox="0 0 100 108" fill="${ink}" stroke="${ink}" stroke-width="0" stroke-linecap="round" stroke-linejoin="round" ${more}>${motifs[cover]}</svg>`
}

/** The banner of a page: its motif and its heading. @param inside HTML */
export function banner(cover: string, inside: string): string {
  const name = knownCover(cover)
  return `<div class="cover c-${name}">${motifSvg(name)}<div>${inside}</div></div>`
}

const calls = `<nav class="calls" aria-label="求助电话"><div>${HOTLINES.map(
  ({ number, name }) => `<a href="tel:${number}"><b>${number}</b>${name}</a>`,
).join('')}</div></nav>`

function sharing({ title, description, path, cover, picture }: Page, origin: string | undefined): string {
  const tags: [string, string][] = [
    ['og:type', 'article'],
    ['og:site_name', '巾帼帮办'],
    ['og:title', title],
    ['og:description', description],
  ]
  if (origin !== undefined) tags.push(['og:url', `${origin}${path}`], ['og:image', `${origin}${picture ?? `/c/${knownCover(cover)}.jpg`}`])
  const canonical = origin === undefined ? '' : `<link rel="canonical" href="${safe(origin + path)}">`
  const feed = origin === undefined ? '' : '<link rel="alternate" type="application/atom+xml" title="普法专题的新文章" href="/c.xml">'
  return canonical + feed + tags.map(([name, words]) => `<meta property="${name}" content="${safe(words)}">`).join('')
}

/** A whole page. @param origin where the pages are open to everybody, without a slash at the end; undefined where nobody said */
export function pageHtml(page: Page, origin: string | undefined): string {
  const { title, description, up, leaveNow, main } = page
  const back = up ? `<a href="${safe(up.path)}">‹ ${safe(up.title)}</a>` : '<span>巾帼帮办</span>'
  const printed = origin === undefined ? '' : `<p class="note printed">${safe(origin + page.path)}</p>`
  const leave = leaveNow ? `<a class="leave" href="${ELSEWHERE}" rel="noreferrer">马上离开</a>` : ''
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${safe(title)}</title><meta name="description" content="${safe(description)}">`,
    // An empty picture for the tab: else every browser asks once more for one that there is not.
    `<link rel="icon" href="data:,"><meta name="format-detection" content="telephone=no">${sharing(page, origin)}<style>${STYLE}</style></head>`,
    `<body><header class="top">${back}${leave}</header><main>${main}${printed}</main>${calls}<script>${SCRIPT}</script></body></html>`,
  ].join('')
}

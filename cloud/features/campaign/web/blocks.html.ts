import type { Block, PictureBlock, Span } from '@shared/features/campaign/blocks'
import { safe } from '../../../core/html'

const worded = (text: string): string => safe(text).replace(/\n/g, '<br>')

function looked({ text, bold, slant }: Span): string {
  const slanted = slant ? `<em>${worded(text)}</em>` : worded(text)
  return bold ? `<strong>${slanted}</strong>` : slanted
}

const linked = (href: string, inside: string): string =>
  href.startsWith('https:')
    ? `<a href="${safe(href)}" rel="noopener noreferrer nofollow">${inside}</a>`
    : `<a href="${safe(href)}">${inside}</a>`

/** Neighbours that lead to the same place are one link. */
function spansHtml(spans: readonly Span[]): string {
  const parts: { href: string | undefined; inside: string }[] = []
  for (const span of spans) {
    const last = parts.at(-1)
    if (last && last.href === span.href) last.inside += looked(span)
    else parts.push({ href: span.href, inside: looked(span) })
  }
  return parts.map(({ href, inside }) => (href === undefined ? inside : linked(href, inside))).join('')
}

/** As wide as a column of text ever gets, px. */
const COLUMN = 680
const TYPES = { avif: 'image/avif', webp: 'image/webp' } as const

/** What stands beside a picture on a narrow screen, px. */
const EDGES = 40
/** Sharper than twice nobody sees on a telephone, and every pixel comes over the line: a finer screen says that it is narrower. */
const SIZES = `(max-width:${COLUMN}px) and (min-resolution:2.5dppx) 60vw,(max-width:${COLUMN}px) calc(100vw - ${EDGES}px),${COLUMN}px`
/** Who opens a page sees these blocks without scrolling, or nearly. */
const SEEN_FIRST = 3

/**
 * Room is kept for it before it comes: every browser takes the smallest that it understands.
 * @param first it is seen at once: it does not wait for the page to be laid out; any other comes when somebody reads so far
 */
function pictureHtml({ base, widths, width, height, alt, caption }: PictureBlock, first: boolean): string {
  const set = (format: string) => widths.map((one) => `${base}-${one}.${format} ${one}w`).join(',')
  const sources = Object.entries(TYPES).map(([format, type]) => `<source type="${type}" srcset="${safe(set(format))}" sizes="${SIZES}">`)
  const usual = widths.find((one) => one >= COLUMN) ?? widths.at(-1)
  const size = `width="${Number(width)}" height="${Number(height)}"`
  const img = `<img src="${safe(`${base}-${usual}.jpg`)}" srcset="${safe(set('jpg'))}" sizes="${SIZES}" alt="${safe(alt)}" ${size} ${first ? 'fetchpriority="high"' : 'loading="lazy"'} decoding="async">`
  const below = caption === '' ? '' : `<figcaption class="note">${safe(caption)}</figcaption>`
  return `<figure><picture>${sources.join('')}${img}</picture>${below}</figure>`
}

function blockHtml(block: Block, at: number): string {
  if (block.sort === 'picture') return pictureHtml(block, at < SEEN_FIRST)
  if (block.sort === 'heading') return `<h${block.level}>${spansHtml(block.spans)}</h${block.level}>`
  if (block.sort === 'paragraph') return `<p>${spansHtml(block.spans)}</p>`
  if (block.sort === 'quote') return `<blockquote>${block.paragraphs.map((one) => `<p>${spansHtml(one)}</p>`).join('')}</blockquote>`
  const items = block.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')
  if (!block.ordered) return `<ul>${items}</ul>`
  return block.start === 1 ? `<ol>${items}</ol>` : `<ol start="${Number(block.start)}">${items}</ol>`
}

/** Blocks as HTML; every word goes through `safe`, every tag is written here. */
export const blocksHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('')

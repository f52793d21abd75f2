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

/** Room is kept for it before it comes, and it comes when somebody reads so far: every browser takes the smallest that it understands. */
function pictureHtml({ base, widths, width, height, alt, caption }: PictureBlock): string {
  const set = (format: string) => widths.map((one) => `${base}-${one}.${format} ${one}w`).join(',')
  const sizes = `(max-width:${COLUMN}px) 100vw,${COLUMN}px`
  const sources = Object.entries(TYPES).map(([format, type]) => `<source type="${type}" srcset="${safe(set(format))}" sizes="${sizes}">`)
  const usual = widths.find((one) => one >= COLUMN) ?? widths.at(-1)
  const size = `width="${Number(width)}" height="${Number(height)}"`
  const img = `<img src="${safe(`${base}-${usual}.jpg`)}" srcset="${safe(set('jpg'))}" sizes="${sizes}" alt="${safe(alt)}" ${size} loading="lazy" decoding="async">`
  const below = caption === '' ? '' : `<figcaption class="note">${safe(caption)}</figcaption>`
  return `<figure><picture>${sources.join('')}${img}</picture>${below}</figure>`
}

function blockHtml(block: Block): string {
  if (block.sort === 'picture') return pictureHtml(block)
  if (block.sort === 'heading') return `<h${block.level}>${spansHtml(block.spans)}</h${block.level}>`
  if (block.sort === 'paragraph') return `<p>${spansHtml(block.spans)}</p>`
  if (block.sort === 'quote') return `<blockquote>${block.paragraphs.map((one) => `<p>${spansHtml(one)}</p>`).join('')}</blockquote>`
  const items = block.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')
  if (!block.ordered) return `<ul>${items}</ul>`
  return block.start === 1 ? `<ol>${items}</ol>` : `<ol start="${Number(block.start)}">${items}</ol>`
}

/** Blocks as HTML; every word goes through `safe`, every tag is written here. */
export const blocksHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('')

import type { Block, Span } from '@shared/features/campaign/blocks'
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

function blockHtml(block: Block): string {
  if (block.sort === 'heading') return `<h${block.level}>${spansHtml(block.spans)}</h${block.level}>`
  if (block.sort === 'paragraph') return `<p>${spansHtml(block.spans)}</p>`
  if (block.sort === 'quote') return `<blockquote>${block.paragraphs.map((one) => `<p>${spansHtml(one)}</p>`).join('')}</blockquote>`
  const items = block.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')
  if (!block.ordered) return `<ul>${items}</ul>`
  return block.start === 1 ? `<ol>${items}</ol>` : `<ol start="${Number(block.start)}">${items}</ol>`
}

/** Blocks as HTML; every word goes through `safe`, every tag is written here. */
export const blocksHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('')

import type { Block, Span } from '@shared/features/campaign/blocks'
import { pictureIn } from '@shared/features/campaign/picture-line'
import MarkdownIt, { type Token } from 'markdown-it'
import { hrefOf } from './links'

/**
 * The parser knows only what a text may be made of: HTML, pictures, code and the rest are plain words to it. What it finds becomes
 * blocks; what it renders itself is never used.
 */
const parser = new MarkdownIt('zero', { maxNesting: 12 }).enable(['heading', 'list', 'blockquote', 'newline', 'escape', 'emphasis', 'link'])

const CJK = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/

/** A line that was only broken in the editor: Chinese goes on without a blank. */
const joined = (before: string, after: string): string => (CJK.test(before.slice(-1)) || CJK.test(after.slice(0, 1)) ? '' : ' ')

function spansOf(inline: Token): Span[] {
  const found: Span[] = []
  const looks = { bold: 0, slant: 0 }
  const links: (string | undefined)[] = []
  const say = (text: string) => {
    const href = links.at(-1)
    const span: Span = { text, ...(looks.bold > 0 && { bold: true }), ...(looks.slant > 0 && { slant: true }), ...(href && { href }) }
    const last = found.at(-1)
    const alike = last && last.bold === span.bold && last.slant === span.slant && last.href === span.href
    if (alike) last.text += text
    else if (text !== '') found.push(span)
  }
  const tokens = inline.children ?? []
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'text' || token.type === 'text_special') say(token.content)
    else if (token.type === 'hardbreak') say('\n')
    else if (token.type === 'softbreak') say(joined(found.at(-1)?.text ?? '', tokens[i + 1]?.content ?? ''))
    else if (token.type.startsWith('strong_')) looks.bold += token.nesting
    else if (token.type.startsWith('em_')) looks.slant += token.nesting
    else if (token.type === 'link_open') links.push(hrefOf(String(token.attrGet('href') ?? '')))
    else if (token.type === 'link_close') links.pop()
    else throw new Error(`a text is made of more than is known: ${token.type}`)
  }
  return found
}

/** The tokens from an opening one up to its closing one, both left out. */
function insideOf(tokens: readonly Token[], from: number): Token[] {
  const level = (tokens[from] as Token).level
  const end = tokens.findIndex((token, i) => i > from && token.nesting === -1 && token.level === level)
  return tokens.slice(from + 1, end)
}

const textsIn = (tokens: readonly Token[]): Span[][] => tokens.filter(({ type }) => type === 'inline').map(spansOf)

/** Items of a list; a list inside of it stands in the same row, several paragraphs of an item below each other. */
function itemsIn(tokens: readonly Token[]): Span[][] {
  const items: Span[][] = []
  for (const token of tokens) {
    if (token.type === 'list_item_open') items.push([])
    if (token.type !== 'inline') continue
    const item = items.at(-1) as Span[]
    if (item.length > 0) item.push({ text: '\n' })
    item.push(...spansOf(token))
  }
  return items.filter((item) => item.length > 0)
}

/** Where the links of a text lead, as they are written; each once. A picture leads nowhere, though it is written like a link. */
export function linksIn(markdown: string): string[] {
  const inline = parser.parse(markdown, {}).flatMap(({ content, children }) => (pictureIn(content) ? [] : (children ?? [])))
  return [...new Set(inline.filter(({ type }) => type === 'link_open').map((token) => decoded(String(token.attrGet('href') ?? ''))))]
}

/** The parser writes other letters than Latin ones as percent signs: who wrote them should know them again. */
function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/** The block of a picture that a text names by its id; undefined when there is none. */
export type FindPicture = (id: string, alt: string, caption: string) => Block | undefined

/** A picture is a paragraph of its own; one that is not there is said in words. */
function pictureOf(inside: readonly Token[], find: FindPicture): Block | undefined {
  const [only, ...more] = inside
  const named = only?.type === 'inline' && more.length === 0 ? pictureIn(only.content) : undefined
  if (!named) return undefined
  const { id, alt, caption } = named
  return find(id, alt, caption) ?? { sort: 'paragraph', spans: [{ text: `（图片：${alt}）` }] }
}

/** Parses a text's Markdown into the blocks that every screen draws. @param find its pictures */
export function blocksOf(markdown: string, find: FindPicture = () => undefined): Block[] {
  const tokens = parser.parse(markdown, {})
  const blocks: Block[] = []
  for (const [i, token] of tokens.entries()) {
    if (token.level !== 0 || token.nesting !== 1) continue
    const inside = insideOf(tokens, i)
    const spans = textsIn(inside).flat()
    const list = token.type === 'ordered_list_open' || token.type === 'bullet_list_open'
    if (list) {
      const ordered = token.type === 'ordered_list_open'
      blocks.push({ sort: 'list', ordered, start: Number(token.attrGet('start') ?? 1), items: itemsIn(inside) })
    } else if (token.type === 'blockquote_open') blocks.push({ sort: 'quote', paragraphs: textsIn(inside) })
    else if (spans.length === 0) continue
    else if (token.type === 'heading_open') blocks.push({ sort: 'heading', level: token.tag === 'h3' ? 3 : 2, spans })
    else blocks.push(pictureOf(inside, find) ?? { sort: 'paragraph', spans })
  }
  return blocks
}

import type { Block } from '@shared/features/campaign/blocks'
import type { Contents } from './campaign.store'
import { blocksOf, type FindPicture } from './markdown'

const said = (block: Block): string => {
  if (block.sort === 'picture') return block.alt
  const rows = block.sort === 'list' ? block.items : block.sort === 'quote' ? block.paragraphs : [block.spans]
  return rows.map((spans) => spans.map(({ text }) => text).join('')).join('\n')
}

/** One part of a text that can be remarked upon. */
interface Paragraph {
  words: string
  /** the same exactly while nothing in it has changed */
  mark: string
}

const plain = (words: string): Paragraph => ({ words, mark: words })

/** Another picture is another paragraph, whatever is said of it. */
const named: FindPicture = (id, alt, caption) => ({
  ...{ sort: 'picture', base: id, widths: [], width: 0, height: 0, pass: '', alt, caption },
})

/** The parts of a text in the order in which reviewers see them numbered, counted from 1. */
export function paragraphsOf(content: Contents[keyof Contents]): Paragraph[] {
  if ('body' in content) return blocksOf(content.body, named).map((block) => ({ words: said(block), mark: JSON.stringify(block) }))
  if ('questions' in content) return content.questions.map((one) => ({ words: one.text, mark: JSON.stringify(one) }))
  return [content.theme, content.lead, `${content.from}—${content.until}`].map(plain)
}

/**
 * Where a paragraph of one version stands in another one.
 * @param at counted from 1, as is what is returned
 * @returns `changed` when no paragraph says exactly the same any more: then it stands behind the last one before it that still does
 */
export function placeIn(before: readonly Paragraph[], at: number, after: readonly Paragraph[]): { now: number; changed: boolean } {
  const found = (i: number) => after.findIndex(({ mark }) => mark === before[i]?.mark)
  const same = before[at - 1] ? found(at - 1) : -1
  if (same >= 0) return { now: same + 1, changed: false }
  for (let i = at - 2; i >= 0; i--) if (found(i) >= 0) return { now: Math.min(found(i) + 2, Math.max(after.length, 1)), changed: true }
  return { now: 1, changed: true }
}

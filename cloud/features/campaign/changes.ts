import { diffChars, diffLines } from 'diff'
import type { Contents } from './campaign.store'

type Content = Contents[keyof Contents]

export interface Change {
  sort: 'same' | 'added' | 'gone'
  text: string
}

/** Beyond it two versions have little in common: then whole lines are compared. What it takes grows with the square of this. */
const MOST_EDITS = 600
/** Beyond it they have nothing in common: then one stands below the other. */
const MOST_LINES = 600

/** Everything that a text says, a line for each thing: what two versions are compared by. */
export function linesOf(content: Content): string {
  if ('body' in content) {
    const { title, summary, body, picture, recording } = content
    // Another picture or recording looks the same in words: the end of its number tells them apart.
    const shown = [picture && `（分享用图 ${picture.slice(-4)}）`, recording && `（录音 ${recording.slice(-4)}）`]
    return [title, summary, ...shown.filter(Boolean), body].join('\n')
  }
  if ('lead' in content) return [content.title, content.theme, content.lead, `${content.from}—${content.until}`].join('\n')
  const questions = content.questions.map(({ text, options, right, explain }) =>
    [text, ...options.map((option, i) => `${i === right ? '✓' : '·'} ${option}`), explain].join('\n'),
  )
  return [content.title, ...questions].join('\n')
}

/** What has changed from one version to the next, in the order of reading. */
export function changesOf(before: Content, after: Content): Change[] {
  const [one, other] = [linesOf(before), linesOf(after)]
  const parts = diffChars(one, other, { maxEditLength: MOST_EDITS }) ?? diffLines(one, other, { maxEditLength: MOST_LINES })
  if (!parts)
    return [
      { sort: 'gone', text: one },
      { sort: 'added', text: other },
    ]
  return parts.map(({ added, removed, value }) => ({ sort: added ? 'added' : removed ? 'gone' : 'same', text: value }))
}

import { linesOf, type TextContent } from '@shared/features/campaign/lines'
import { diffChars, diffLines } from 'diff'

export interface Change {
  sort: 'same' | 'added' | 'gone'
  text: string
}

/** Beyond it two versions have little in common: then whole lines are compared. What it takes grows with the square of this. */
const MOST_EDITS = 600
/** Beyond it they have nothing in common: then one stands below the other. */
const MOST_LINES = 600

/** What has changed from one version to the next, in the order of reading. */
export function changesOf(before: TextContent, after: TextContent): Change[] {
  const [one, other] = [linesOf(before), linesOf(after)]
  const parts = diffChars(one, other, { maxEditLength: MOST_EDITS }) ?? diffLines(one, other, { maxEditLength: MOST_LINES })
  if (!parts)
    return [
      { sort: 'gone', text: one },
      { sort: 'added', text: other },
    ]
  return parts.map(({ added, removed, value }) => ({ sort: added ? 'added' : removed ? 'gone' : 'same', text: value }))
}

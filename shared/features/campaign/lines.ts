import type * as v from 'valibot'
import type { articleContent, frameContent, quizContent } from './campaign.schema'

export type TextContent = v.InferOutput<typeof articleContent> | v.InferOutput<typeof quizContent> | v.InferOutput<typeof frameContent>

/** Everything that a text says, a line for each thing: what two versions are compared by, and what is looked through before anybody reviews it. */
export function linesOf(content: TextContent): string {
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

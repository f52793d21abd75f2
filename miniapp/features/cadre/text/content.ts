import type { Citation } from '@shared/features/campaign/campaign.schema'
import type { DeskView } from '@shared/features/campaign/desk.api'
import type { FormAnswers } from '../../../core/field-form'

const LINE = /^(\S+)\s+第?([\d、，,\s]+)条?$/

/** `反家庭暴力法 23、28`, a law a line. @returns undefined when a line cannot be read */
export function citationsOf(lines: string): Citation[] | undefined {
  const found: Citation[] = []
  for (const line of lines.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, law, numbers] = LINE.exec(line) ?? []
    if (!law || !numbers) return undefined
    found.push({
      law,
      articles: numbers
        .split(/[、，,\s]+/)
        .filter(Boolean)
        .map(Number),
    })
  }
  return found
}

export const sayCitations = (citations: readonly Citation[]): string =>
  citations.map(({ law, articles }) => `${law} ${articles.join('、')}`).join('\n')

/** What is sent: everything but the address and the note, the laws as citations. */
export function contentOf({ slug: _, note: __, place: ___, laws, ...answers }: FormAnswers, citations: readonly Citation[] | undefined) {
  return { ...answers, ...(citations ? { citations } : {}) }
}

/** A stored text as answers to its questions. */
export function answersOf({ slug, shown }: DeskView): FormAnswers {
  const { citations, ...content } = shown.content as Record<string, unknown> & { citations?: readonly Citation[] }
  return { slug, ...content, ...(citations ? { laws: sayCitations(citations) } : {}) }
}

import type { AnyKind } from '@shared/core/kind'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { BookView } from '@shared/features/loan/book.api'
import { subjectOf } from './activity/words'
import { get } from './api'

/** The thing applied for: its name, and the facts that a kind's rules look at. */
export interface About {
  title: string
  facts: Readonly<Record<string, unknown>>
}

/** Fetches what a kind is about. @throws Refusal notFound */
export async function loadAbout(kind: AnyKind, id: string): Promise<About> {
  if (kind.about === 'region') return { title: kind.title, facts: {} }
  if (kind.about === 'loan') {
    const { receipt, bank } = await get<BookView>(`/loan/books/${id}`)
    return { title: `${bank}的贷款 ${receipt}`, facts: {} }
  }
  const activity = await get<ActivityView>(`/activities/${id}`)
  return { title: activity.title, facts: { ...subjectOf(activity), questions: activity.questions } }
}

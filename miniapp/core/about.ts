import type { AnyKind } from '@shared/core/kind'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { subjectOf } from './activity/words'
import { get } from './api'
import { nameOf } from './places'

/** The thing applied for: its name, and the facts that a kind's rules look at. */
export interface About {
  title: string
  facts: Readonly<Record<string, unknown>>
}

/** Fetches what a kind is about. @throws Refusal notFound */
export async function loadAbout(kind: AnyKind, id: string): Promise<About> {
  if (kind.about === 'region') return { title: id ? nameOf(id) : kind.title, facts: {} }
  const activity = await get<ActivityView>(`/activities/${id}`)
  return { title: activity.title, facts: { ...subjectOf(activity), questions: activity.questions } }
}

import { type Sort, TRAININGS } from '@shared/features/activity/activity.schema'
import type { Been } from '@shared/features/enrolment/enrolment.history'
import { find, type Manager } from '../../core/database'
import { Activity, ActivityPlace } from './activity.entity'
import { presenceOf } from './roster.presence'

/** A person's enrolments of whatever state, the newest first and not more than a life needs. */
export type Enrolments = (m: Manager, person: string) => Promise<readonly { id: string; createdAt: string }[]>

/**
 * Her places in other activities that count when a rule looks at her past: those that she has, or had and used. What she cancelled,
 * declined or let go, what the organiser cancelled and where she was missing, is not among them. Everything is read by key.
 */
export async function historyOf(m: Manager, enrolments: Enrolments, person: string, activityId: string, now: string): Promise<Been[]> {
  const since = new Map((await enrolments(m, person)).map(({ id, createdAt }) => [id, createdAt]))
  const all = await find(m, ActivityPlace, { applicationId: [...since.keys()], standing: 'seated' })
  const others = all.filter((place) => place.activityId !== activityId)
  const activities = await find(m, Activity, { id: others.map((place) => place.activityId), state: 'published' })
  const byId = new Map(activities.map((activity) => [activity.id, activity]))
  const ended = others.filter((place) => (byId.get(place.activityId)?.endsAt ?? now) < now)
  const presence = await presenceOf(m, ended)
  return others.flatMap((place) => {
    const activity = presence.get(place.applicationId) === 'missed' ? undefined : byId.get(place.activityId)
    if (!activity) return []
    const { title, sort, startsAt } = activity
    const training = TRAININGS.includes(sort as Sort)
    return [{ title, sort, training, startsAt, since: since.get(place.applicationId) ?? '' }]
  })
}

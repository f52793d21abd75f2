import { find, type Manager } from '../../core/database'
import type { ActivityPlace } from './activity.entity'
import { RosterMark } from './roster.entity'
import { merged } from './roster.list'

/** Whether she was there: ticked; not ticked where a roster was kept, or where the organiser noted why she did not come; or nobody knows. */
export type Presence = 'came' | 'missed' | 'unknown'

/** Enrolment → whether she was there. Everything is read by key. */
export async function presenceOf(
  m: Manager,
  places: readonly Pick<ActivityPlace, 'applicationId' | 'activityId' | 'absent'>[],
): Promise<Map<string, Presence>> {
  const activities = [...new Set(places.map(({ activityId }) => activityId))]
  const ticks = merged(await find(m, RosterMark, { activityId: activities, aboutId: places.map(({ applicationId }) => applicationId) }))
  const kept = new Map<string, boolean>()
  for (const activityId of activities) kept.set(activityId, (await find(m, RosterMark, { activityId }, { limit: 1 })).length > 0)
  return new Map(
    places.map(({ applicationId, activityId, absent }) => [
      applicationId,
      ticks.has(applicationId) ? 'came' : absent !== null || kept.get(activityId) ? 'missed' : 'unknown',
    ]),
  )
}

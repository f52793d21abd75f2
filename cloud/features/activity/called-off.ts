import type { PlaceChain } from '@shared/core/place'
import type { Subject } from '@shared/features/enrolment/enrolment.rules'
import { findOne, type Manager } from '../../core/database'
import type { Activity } from './activity.entity'
import { ActivityChange } from './change.entity'
import { nextOfItsSort } from './next-activity'

/** What is told of an activity that is cancelled: the reason, once it has passed the content check, and where else she could go. */
export async function calledOff(
  m: Manager,
  activity: Pick<Activity, 'id' | 'sort'>,
  organiser: PlaceChain,
  now: string,
): Promise<Subject['calledOff']> {
  const change = await findOne(m, ActivityChange, { activityId: activity.id, what: 'cancelled', state: 'done' })
  return { why: change?.why ?? '', next: await nextOfItsSort(m, activity, organiser, now) }
}

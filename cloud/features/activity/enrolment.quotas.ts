import type { ActivityRules } from '@shared/features/activity/rules.schema'
import { keptAgain, keptFor, mayTake, openSeats, usedUp } from '@shared/features/activity/seating.rules'
import { changeOne, find, findOne, insert, type Manager, mustFind } from '../../core/database'
import { Activity, ActivityPlace, ActivityQuota } from './activity.entity'
import { firstWaiting } from './enrolment.queue'

/**
 * Seats that are kept for villages until a stated moment. Whoever comes here has changed the activity's row before, and so holds it;
 * the villages' rows come after it. What is chosen is chosen in `seating.rules`.
 */

const quotaOf = async (m: Manager, activityId: string, villageId: string | null): Promise<ActivityQuota | undefined> =>
  villageId === null ? undefined : findOne(m, ActivityQuota, { activityId, villageId })

/** One more woman of a village has a seat. */
async function countIn(m: Manager, id: string, quota: ActivityQuota | undefined, fewerWait: 0 | 1): Promise<void> {
  const used = usedUp(quota)
  const set = { taken: () => 'taken + 1', waiting: () => `waiting - ${fewerWait}`, reserved: () => `reserved - ${used}` }
  await changeOne(m, Activity, 'id = :id', { id }, set)
  if (quota) await changeQuota(m, quota, 1)
}

const changeQuota = (m: Manager, { activityId, villageId }: ActivityQuota, by: 1 | -1) =>
  changeOne(
    m,
    ActivityQuota,
    'activity_id = :activityId AND village_id = :villageId',
    { activityId, villageId },
    { taken: () => `taken + ${by}` },
  )

/** What is kept when an activity is published. */
export async function keepSeats(m: Manager, activityId: string, { quotas = [] }: ActivityRules): Promise<void> {
  const rows = quotas.map(({ village, seats }) => ({ activityId, villageId: village, seats, taken: 0 }))
  await insert(m, ActivityQuota, rows)
}

export const sumOf = ({ quotas = [] }: ActivityRules): number => quotas.reduce((sum, { seats }) => sum + seats, 0)

/** What is kept becomes everybody's once its moment has come, or the last one to enrol; the row is held afterwards. Once. */
export const openIfDue = (m: Manager, id: string, now: string): Promise<boolean> =>
  changeOne(
    m,
    Activity,
    'id = :id AND quotas_open_at IS NOT NULL AND (quotas_open_at <= :now OR enrol_by <= :now)',
    { id, now },
    { reserved: 0, quotasOpenAt: null },
  )

/**
 * A free seat for a woman who has just come: one that is kept for her village unless another of her village waits, or one for all unless
 * anybody waits.
 * @returns undefined when nothing is kept in this activity any more: then its own counters say all
 */
export async function takeKept(m: Manager, id: string, villageId: string | null, now: string): Promise<boolean | undefined> {
  await openIfDue(m, id, now)
  const activity = await mustFind(m, Activity, { id })
  if (activity.quotasOpenAt === null) return undefined
  const quota = await quotaOf(m, id, villageId)
  if (!mayTake(activity, quota)) return false
  const kept = quota && keptFor(activity, quota) > 0
  const before = kept ? await firstWaiting(m, id, [quota.villageId]) : activity.waiting > 0
  if (before) return false
  await countIn(m, id, quota, 0)
  return true
}

/** The first of the queue who may take what is free. */
export async function nextServed(m: Manager, activity: Activity): Promise<ActivityPlace | undefined> {
  if (openSeats(activity) > 0) return firstWaiting(m, activity.id)
  if (activity.quotasOpenAt === null) return undefined
  const quotas = await find(m, ActivityQuota, { activityId: activity.id })
  const kept = quotas.filter((quota) => keptFor(activity, quota) > 0)
  return firstWaiting(
    m,
    activity.id,
    kept.map(({ villageId }) => villageId),
  )
}

/** The same, the seat taken for her already. */
export async function giveKept(m: Manager, id: string): Promise<ActivityPlace | undefined> {
  const next = await nextServed(m, await mustFind(m, Activity, { id }))
  if (next) await countIn(m, id, await quotaOf(m, id, next.villageId), 1)
  return next
}

/** A seat for one woman of the queue, if there is one that she may take. */
export async function giveKeptTo(m: Manager, id: string, applicationId: string): Promise<boolean> {
  await changeOne(m, Activity, 'id = :id', { id }, { taken: () => 'taken' })
  const activity = await mustFind(m, Activity, { id })
  const { villageId } = await mustFind(m, ActivityPlace, { applicationId })
  const quota = activity.quotasOpenAt === null ? undefined : await quotaOf(m, id, villageId)
  if (!mayTake(activity, quota)) return false
  await countIn(m, id, quota, 1)
  return true
}

/** A seat that one of its women has given back is kept for her village again, unless the village has more than was kept. */
export async function keepAgain(m: Manager, id: string, applicationId: string): Promise<void> {
  const { quotasOpenAt } = await mustFind(m, Activity, { id })
  if (quotasOpenAt === null) return
  const { villageId } = await mustFind(m, ActivityPlace, { applicationId })
  const quota = await quotaOf(m, id, villageId)
  if (!quota) return
  const again = keptAgain(quota)
  await changeOne(m, Activity, 'id = :id', { id }, { reserved: () => `reserved + ${again}` })
  await changeQuota(m, quota, -1)
}

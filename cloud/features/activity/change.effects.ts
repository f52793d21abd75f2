import type { ChangedFields } from '@shared/features/activity/change.schema'
import { nextReminder } from '@shared/features/activity/reminder.rules'
import { changeMany, changeOne, type Manager } from '../../core/database'
import { Activity } from './activity.entity'
import { ActivityChange } from './change.entity'

/**
 * Lets a change take effect, with the activity's row held. One that comes too late, for the activity has begun or is cancelled, or
 * would begin in the past, is dropped.
 */
export async function takeEffect(m: Manager, change: ActivityChange, now: string): Promise<void> {
  const { id, activityId } = change
  const becomes = JSON.parse(change.becomes) as ChangedFields
  const { startsAt, endsAt } = becomes
  const late = startsAt !== undefined && startsAt <= now
  // Reminders, and the last hours in which the queue is phoned, go by the new time.
  const timed = startsAt && endsAt ? { remindAt: nextReminder({ startsAt, endsAt }, now)?.at ?? null, byPhoneSince: null } : {}
  const set = { ...(becomes as Partial<Activity>), ...timed, revision: () => 'revision + 1' }
  const open = "id = :id AND state = 'published' AND starts_at > :now"
  const changed = !late && (await changeOne(m, Activity, open, { id: activityId, now }, set))
  const done = { state: 'done' as const, tellAt: change.tells ? now : null }
  await changeOne(m, ActivityChange, 'id = :id', { id }, changed ? done : { state: 'dropped' })
}

/** What is overtaken by a cancellation: changes that still wait, and telling of those that were made. */
export async function dropWaiting(m: Manager, activityId: string): Promise<void> {
  await changeMany(
    m,
    ActivityChange,
    "activity_id = :activityId AND state = 'checking'",
    { activityId },
    { state: 'dropped', checkAt: null },
  )
  await changeMany(m, ActivityChange, 'activity_id = :activityId AND tell_at IS NOT NULL', { activityId }, { tellAt: null })
}

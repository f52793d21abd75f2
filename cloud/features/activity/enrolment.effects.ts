import type { Case } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import { changeOne, findOne, insert, isDuplicate, type Manager, mustFind } from '../../core/database'
import type { Chosen, EffectContext, Effects, Leaving } from '../../core/kind-ports'
import { Activity, ActivityPlace } from './activity.entity'

const idOf = ({ aboutId }: Pick<EffectContext, 'aboutId'>): string => {
  if (aboutId === null) throw new Error('an enrolment is about an activity')
  return aboutId
}

async function place(m: Manager, row: Case, activityId: string, standing: 'seated' | 'waiting', queueNo: number): Promise<void> {
  // A seat is chosen before the case is seen to have moved on: her other phone may have sent it in the same moment.
  await insert(m, ActivityPlace, { applicationId: row.id, activityId, standing, queueNo }).catch((error) => {
    throw isDuplicate(error) ? new AppError('staleVersion', '这件事刚有了新变化，请刷新再看') : error
  })
}

/**
 * Where a waiting woman stands: how many wait before her, and one. Counted in the index of one queue and for one case at a time:
 * no counter could say it, for women leave from the middle.
 */
export async function positionOf(m: Manager, row: Pick<Case, 'id'>): Promise<number | undefined> {
  const own = await findOne(m, ActivityPlace, { applicationId: row.id, standing: 'waiting' })
  if (!own) return undefined
  const before = await m
    .createQueryBuilder(ActivityPlace, 'p')
    .where("p.activity_id = :id AND p.standing = 'waiting' AND p.queue_no < :no", { id: own.activityId, no: own.queueNo })
    .getCount()
  return before + 1
}

/**
 * A seat when one is free and nobody waits, else the next place in the queue. The activity's row is changed first and so locked
 * until the unit ends: whoever comes next sees the new counters. Newcomers stand behind those who wait.
 */
async function takeSeat(m: Manager, context: EffectContext): Promise<Chosen> {
  const id = idOf(context)
  const seated = await changeOne(
    m,
    Activity,
    "id = :id AND state = 'published' AND taken < seats AND waiting = 0",
    { id },
    { taken: () => 'taken + 1' },
  )
  if (seated) {
    await place(m, context.row, id, 'seated', 0)
    return { outcome: 'seated' }
  }
  const queued = await changeOne(
    m,
    Activity,
    "id = :id AND state = 'published'",
    { id },
    { waiting: () => 'waiting + 1', queueLast: () => 'queue_last + 1' },
  )
  if (!queued) throw new AppError('notOpen', '这次活动已经不能报名了')
  const { queueLast, waiting } = await mustFind(m, Activity, { id })
  await place(m, context.row, id, 'waiting', queueLast)
  return { outcome: 'waiting', found: { position: waiting } }
}

async function enrol(m: Manager, context: EffectContext): Promise<Chosen> {
  return context.about.needsReview ? { outcome: 'review' } : takeSeat(m, context)
}

async function leave(m: Manager, { row }: Leaving, standing: 'seated' | 'waiting'): Promise<void> {
  const left = await changeOne(
    m,
    ActivityPlace,
    'application_id = :id AND standing = :standing',
    { id: row.id, standing },
    { standing: 'left' },
  )
  if (!left) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
}

/** Gives free seats to the first in the queue, one after another. */
async function promoteFirst(m: Manager, id: string, context: Leaving): Promise<void> {
  for (;;) {
    const moved = await changeOne(
      m,
      Activity,
      "id = :id AND state = 'published' AND taken < seats AND waiting > 0",
      { id },
      { taken: () => 'taken + 1', waiting: () => 'waiting - 1' },
    )
    if (!moved) return
    const first = await m.findOneOrFail(ActivityPlace, { where: { activityId: id, standing: 'waiting' }, order: { queueNo: 'ASC' } })
    await changeOne(m, ActivityPlace, "application_id = :id AND standing = 'waiting'", { id: first.applicationId }, { standing: 'seated' })
    await context.moveOther(first.applicationId, 'promote')
  }
}

/** Her seat goes to the first in the queue in the same unit: it is never idle while somebody waits. */
async function freeSeat(m: Manager, context: Leaving): Promise<Chosen> {
  const id = idOf(context)
  const freed = await changeOne(
    m,
    Activity,
    'id = :id AND taken > 0 AND starts_at > :now',
    { id, now: context.now },
    { taken: () => 'taken - 1' },
  )
  if (!freed) throw new AppError('notOpen', '活动已经开始，不用取消了；来不了请给主办的妇联打个电话')
  await leave(m, context, 'seated')
  await promoteFirst(m, id, context)
  return { outcome: 'cancelled' }
}

async function leaveQueue(m: Manager, context: Leaving): Promise<Chosen> {
  const id = idOf(context)
  const left = await changeOne(m, Activity, 'id = :id AND waiting > 0', { id }, { waiting: () => 'waiting - 1' })
  if (!left) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
  await leave(m, context, 'waiting')
  return { outcome: 'cancelled' }
}

/** An enrolment that is erased leaves its place; a seat in what has already begun stays counted. */
export async function releasePlace(m: Manager, leaving: Leaving): Promise<void> {
  const place = await findOne(m, ActivityPlace, { applicationId: leaving.row.id })
  const activity = await findOne(m, Activity, { id: idOf(leaving) })
  if (place?.standing === 'waiting') await leaveQueue(m, leaving)
  if (place?.standing === 'seated' && activity && activity.startsAt > leaving.now) await freeSeat(m, leaving)
}

/** The effects of the kind `enrolment`. */
export const enrolmentEffects: Effects = {
  'enrolment.enrol': enrol,
  'enrolment.takeSeat': takeSeat,
  'enrolment.freeSeat': freeSeat,
  'enrolment.leaveQueue': leaveQueue,
}

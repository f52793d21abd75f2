import { SYSTEM } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import { hasOtherPlace, queueRank, type Subject } from '@shared/features/enrolment/enrolment.rules'
import { changeOne, type Manager, mustFind } from '../../core/database'
import type { Chosen, EffectContext } from '../../core/kind-ports'
import { Activity, type ActivityPlace } from './activity.entity'
import { changedMeanwhile, firstWaiting, positionOf, stand } from './enrolment.queue'
import { giveKept, takeKept } from './enrolment.quotas'

/**
 * The counters of an activity's row. They are changed first, by conditional updates that lock the row until the unit ends: whoever
 * comes next sees the new ones. A seat that is offered is taken.
 */

export const activityOf = ({ aboutId }: Pick<EffectContext, 'aboutId'>): string => {
  if (aboutId === null) throw new Error('an enrolment is about an activity')
  return aboutId
}

/** The activity of a case as its rules look at it: what `Activities.subject` gave. */
export const subjectOf = ({ about }: Pick<EffectContext, 'about'>): Subject => about as unknown as Subject

/**
 * A seat may become hers long after she asked, and she may have another one by then: what her past says is looked at once more.
 * @throws AppError notEligible, to herself or to the organiser who would let her in
 */
export function checkOtherPlaces(context: EffectContext): void {
  const { row, now, actor } = context
  const why = hasOtherPlace(subjectOf(context), row.answers, now)
  if (why === undefined) return
  const hers = actor !== SYSTEM && actor.person !== undefined && actor.person === row.people.applicant
  throw new AppError('notEligible', hers ? `${why}；要是更想来这一次，可以先取消那一次` : '她已经有了别的名额，按这次的条件不能两次都来')
}

/** The activity as she was shown it: whoever comes while it is moved or called off must look at it once more. */
const AS_SEEN = "id = :id AND revision = :revision AND state = 'published'"
const seenBy = (context: EffectContext) => ({ id: activityOf(context), revision: context.about.revision })

async function notAsSeen(m: Manager, id: string): Promise<AppError> {
  const { state } = await mustFind(m, Activity, { id })
  if (state !== 'published') return new AppError('notOpen', '这次活动已经不能报名了')
  return new AppError('staleVersion', '这个活动刚刚改了，请看看新的时间地点再报名')
}

/** Holds the activity's row where no counter changes. @throws AppError notOpen, staleVersion when it is not as it was shown */
export async function holdAsSeen(m: Manager, context: EffectContext): Promise<void> {
  const seen = seenBy(context)
  if (!(await changeOne(m, Activity, AS_SEEN, seen, { taken: () => 'taken' }))) throw await notAsSeen(m, seen.id)
}

const ALL_TAKEN = '(taken + reserved >= seats OR waiting > 0)'

/** One more in the queue, if that is what holds. */
const lengthen = (m: Manager, context: EffectContext, where: string): Promise<boolean> =>
  changeOne(m, Activity, where, seenBy(context), { waiting: () => 'waiting + 1', queueLast: () => 'queue_last + 1' })

/**
 * Whether a seat is taken for her; otherwise she is counted into the queue. Each is asked in the statement that does it, for a condition
 * that is not met holds nothing: when neither was met the row has changed in between, is held, and is asked again.
 */
async function takeOrQueue(m: Manager, context: EffectContext): Promise<boolean> {
  for (;;) {
    const free = `${AS_SEEN} AND NOT ${ALL_TAKEN}`
    if (await changeOne(m, Activity, free, seenBy(context), { taken: () => 'taken + 1' })) return true
    if (await lengthen(m, context, `${AS_SEEN} AND ${ALL_TAKEN}`)) return false
    await holdAsSeen(m, context)
  }
}

/** The same where seats are kept for villages; undefined when none are any more. */
async function takeKeptOrQueue(m: Manager, context: EffectContext, villageId: string | null): Promise<boolean | undefined> {
  await holdAsSeen(m, context)
  const kept = await takeKept(m, activityOf(context), villageId, context.now)
  if (kept === false) await lengthen(m, context, AS_SEEN)
  return kept
}

/** A seat when one is free and nobody waits, else the next place in the queue: newcomers stand behind those who wait. */
export async function takeSeat(m: Manager, context: EffectContext): Promise<Chosen> {
  const id = activityOf(context)
  const { row, now } = context
  const subject = subjectOf(context)
  const villageId = typeof row.answers.village === 'string' ? row.answers.village : null
  const rank = queueRank(subject, row.answers, now)
  const place = { applicationId: row.id, activityId: id, rank, villageId, reminded: now, absent: null }
  const kept = subject.rules.quotas ? await takeKeptOrQueue(m, context, villageId) : undefined
  if (kept ?? (await takeOrQueue(m, context))) {
    checkOtherPlaces(context)
    await stand(m, { ...place, standing: 'seated', queueNo: 0 })
    return { outcome: 'seated' }
  }
  const { queueLast, waiting } = await mustFind(m, Activity, { id })
  await stand(m, { ...place, standing: 'waiting', queueNo: queueLast })
  // Where nobody is served before her turn the last one's place is how many wait.
  return { outcome: 'waiting', found: { position: subject.rules.priority ? await positionOf(m, row) : waiting } }
}

/** Whether a free seat could be given to somebody who waits; then it is taken and the queue is one shorter. */
export const giveSeat = (m: Manager, id: string): Promise<boolean> =>
  changeOne(
    m,
    Activity,
    "id = :id AND state = 'published' AND taken + reserved < seats AND waiting > 0",
    { id },
    { taken: () => 'taken + 1', waiting: () => 'waiting - 1' },
  )

/** The first of the queue who may have a free seat, which is taken for her already; undefined when there is no such seat. */
export async function giveNext(m: Manager, { id, quotasOpenAt }: Activity): Promise<ActivityPlace | undefined> {
  if (quotasOpenAt !== null) return giveKept(m, id)
  if (!(await giveSeat(m, id))) return undefined
  const first = await firstWaiting(m, id)
  if (!first) throw new Error(`the queue of ${id} is shorter than it says`)
  return first
}

/** Takes a place out of the queue's count. @throws AppError staleVersion */
export async function shortenQueue(m: Manager, id: string): Promise<void> {
  if (!(await changeOne(m, Activity, 'id = :id AND waiting > 0', { id }, { waiting: () => 'waiting - 1' }))) throw changedMeanwhile()
}

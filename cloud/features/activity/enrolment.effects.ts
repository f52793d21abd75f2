import { AppError } from '@shared/core/errors'
import { findOne, type Manager, mustFind } from '../../core/database'
import type { Chosen, EffectContext, Effects, Leaving, Releases } from '../../core/kind-ports'
import { Activity, ActivityPlace } from './activity.entity'
import { giveBack, hurry, keepSeat, letIn, offer, promote, type Telling } from './enrolment.offers'
import { plead } from './enrolment.plea'
import { restand } from './enrolment.queue'
import { activityOf, holdAsSeen, shortenQueue, takeSeat } from './enrolment.seats'

async function enrol(m: Manager, context: EffectContext): Promise<Chosen> {
  if (!context.about.needsReview) return takeSeat(m, context)
  await holdAsSeen(m, context)
  return { outcome: 'review' }
}

async function leaveQueue(m: Manager, leaving: Leaving): Promise<void> {
  await shortenQueue(m, activityOf(leaving))
  await restand(m, leaving.row, 'waiting', 'left')
}

/** Whatever she has of an activity that is not held goes back; nobody is served with it. */
async function leavePlace(m: Manager, leaving: Leaving, tell: Telling): Promise<void> {
  const place = await findOne(m, ActivityPlace, { applicationId: leaving.row.id })
  if (place?.standing === 'waiting') await leaveQueue(m, leaving)
  if (place?.standing === 'seated' || place?.standing === 'offered') await giveBack(m, leaving, place.standing, tell)
}

/** The effects of the kind `enrolment`. `tell`: how its organiser hears that the queue must be phoned. */
export const enrolmentEffects = (tell: Telling): Effects => ({
  'enrolment.enrol': enrol,
  'enrolment.plead': plead,
  'enrolment.takeSeat': takeSeat,
  'enrolment.freeSeat': async (m, context) => {
    if (String(context.about.startsAt) <= context.now)
      throw new AppError('notOpen', '活动已经开始，不用取消了；来不了请给主办的妇联打个电话')
    await giveBack(m, context, 'seated', tell)
    return {}
  },
  'enrolment.leaveQueue': async (m, context) => {
    await leaveQueue(m, context)
    return {}
  },
  'enrolment.offer': offer,
  'enrolment.promote': promote,
  'enrolment.hurry': hurry,
  'enrolment.keepSeat': keepSeat,
  'enrolment.passOn': async (m, context) => {
    await giveBack(m, context, 'offered', tell)
    return {}
  },
  'enrolment.letIn': letIn,
  'enrolment.callOff': async (m, context) => {
    await leavePlace(m, context, tell)
    return {}
  },
})

/** An enrolment that is erased leaves its place; a seat in what has already begun stays counted. */
export const releasePlace =
  (tell: Telling): Releases[string] =>
  async (m, leaving) => {
    const seat = await findOne(m, ActivityPlace, { applicationId: leaving.row.id, standing: 'seated' })
    const begun = seat && (await mustFind(m, Activity, { id: seat.activityId })).startsAt <= leaving.now
    if (!begun) await leavePlace(m, leaving, tell)
  }

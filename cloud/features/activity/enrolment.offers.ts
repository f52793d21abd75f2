import { AppError } from '@shared/core/errors'
import { levelOf } from '@shared/core/place'
import type { Tell } from '@shared/core/telling'
import { type Offering, offerUntil, shorterOffer, wayOn } from '@shared/features/activity/offer.rules'
import { hasOtherPlace } from '@shared/features/enrolment/enrolment.rules'
import { changeOne, type Manager, mustFind } from '../../core/database'
import type { Chosen, EffectContext, Leaving } from '../../core/kind-ports'
import { Activity } from './activity.entity'
import { changedMeanwhile, restand, type Standing } from './enrolment.queue'
import { giveKeptTo, keepAgain, nextServed } from './enrolment.quotas'
import { activityOf, checkOtherPlaces, giveNext, giveSeat, subjectOf } from './enrolment.seats'

/** What moving others on needs of the unit of work. */
export type Passing = Pick<Leaving, 'now' | 'moveOther' | 'atlas'>
/** What is said in the same unit, about one case. */
export type Telling = (m: Manager, tells: readonly Tell[], about: { application: string; now: string }) => Promise<void>

/** A unit stays short: what is left is passed on by the next round of the clock. */
const AT_ONCE = 50

const offeringOf = (about: EffectContext['about']): Offering => about as unknown as Offering

/** The organiser's cadres hear it once: it is too late for offers, and those who wait must be phoned. */
async function askToPhone(m: Manager, activity: Activity, { now, atlas }: Passing, tell: Telling): Promise<void> {
  const { id, title, organiserId } = activity
  const first = await nextServed(m, activity)
  const chain = atlas.find(organiserId)?.chain
  if (!chain) throw new Error(`nobody organises ${id}`)
  if (!first || !(await changeOne(m, Activity, 'id = :id AND by_phone_since IS NULL', { id }, { byPhoneSince: now }))) return
  const text = `“${title}”有空名额，离开始不远了，来不及再发通知等她们答复。请打开这次活动的“名额和排队”，按次序打电话，愿意来的点“让她来”。`
  const to = { role: levelOf(chain), place: organiserId }
  await tell(m, [{ to, party: 'organiser', sort: 'todo', title: '请给排队的姐妹打电话', text }], { application: first.applicationId, now })
}

/**
 * Gives the free seats of an activity, whose row the unit holds, to those who have waited longest: as offers with a time limit, at once
 * where the organiser wants none, and by phone in the last hours. A seat is never idle for any other reason.
 */
export async function passOn(m: Manager, id: string, context: Passing, tell: Telling): Promise<void> {
  const activity = await mustFind(m, Activity, { id })
  const way = wayOn(context.now, activity)
  const free = activity.state === 'published' && activity.taken < activity.seats && activity.waiting > 0
  if (!free || way === 'over') return
  if (way === 'phone') return askToPhone(m, activity, context, tell)
  for (let given = 0; given < AT_ONCE; given += 1) {
    const next = await giveNext(m, activity)
    if (!next) return
    await context.moveOther(next.applicationId, way)
  }
}

/** A seat that was hers, or kept for her, goes on in the same unit. @throws AppError staleVersion */
export async function giveBack(m: Manager, leaving: Leaving, from: 'seated' | 'offered', tell: Telling): Promise<void> {
  const id = activityOf(leaving)
  await freeSeat(m, id, leaving.row, from)
  await passOn(m, id, leaving, tell)
}

/** The seat is kept for her until then; it has been taken for her before. */
export async function offer(m: Manager, { row, about, now }: EffectContext): Promise<Chosen> {
  await restand(m, row, 'waiting', 'offered')
  return { found: { until: offerUntil(now, offeringOf(about)) } }
}

/** The activity was moved nearer: the seat is kept for her no longer than one that is offered now. */
export async function hurry(_m: Manager, { row, about, now }: EffectContext): Promise<Chosen> {
  return { found: { until: shorterOffer(row.clockAt ?? now, now, offeringOf(about)) } }
}

/** Takes a seat back that nobody sits on any more. @throws AppError staleVersion */
async function freeSeat(m: Manager, id: string, row: Leaving['row'], from: Standing): Promise<void> {
  if (!(await changeOne(m, Activity, 'id = :id AND taken > 0', { id }, { taken: () => 'taken - 1' }))) throw changedMeanwhile()
  await keepAgain(m, id, row.id)
  await restand(m, row, from, 'left')
}

/**
 * The seat that was taken for her is hers at once. She is not asked: one who has another place by now that a rule does not go with is
 * passed by, and whoever passes seats on goes on with the next.
 */
export async function promote(m: Manager, context: EffectContext): Promise<Chosen> {
  const { row, now } = context
  if (hasOtherPlace(subjectOf(context), row.answers, now) !== undefined) {
    await freeSeat(m, activityOf(context), row, 'waiting')
    return { outcome: 'passedBy' }
  }
  await restand(m, row, 'waiting', 'seated')
  return { outcome: 'seated' }
}

/**
 * She takes the seat that was kept for her. @throws AppError notOpen when the activity is not held any more, or was moved and has begun;
 * notEligible when she has another place by now
 */
export async function keepSeat(m: Manager, context: EffectContext): Promise<Chosen> {
  const id = activityOf(context)
  // Held first, like everywhere: what becomes of the activity in the same moment comes before this or after it.
  const open = "id = :id AND state = 'published' AND starts_at > :now"
  const held = await changeOne(m, Activity, open, { id, now: context.now }, { taken: () => 'taken' })
  if (!held) throw new AppError('notOpen', '这次活动已经开始或者取消了')
  checkOtherPlaces(context)
  await restand(m, context.row, 'offered', 'seated')
  return {}
}

/** In the last hours the organiser lets in whom she reached by phone. @throws AppError notOpen as long as offers go out, and when no seat is free */
export async function letIn(m: Manager, context: EffectContext): Promise<Chosen> {
  const way = wayOn(context.now, offeringOf(context.about))
  if (way === 'over') throw new AppError('notOpen', '活动已经开始了，她来了可以在签到名册里加上')
  if (way !== 'phone') throw new AppError('notOpen', '名额会自动让给排在最前面的姐妹，现在不用打电话')
  const id = activityOf(context)
  const kept = subjectOf(context).rules.quotas !== undefined
  const given = kept ? await giveKeptTo(m, id, context.row.id) : await giveSeat(m, id)
  if (!given) throw new AppError('notOpen', '现在没有空名额，有人退出才能让她来')
  checkOtherPlaces(context)
  await restand(m, context.row, 'waiting', 'seated')
  return {}
}

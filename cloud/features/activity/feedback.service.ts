import { AppError } from '@shared/core/errors'
import { sayTime } from '@shared/core/time'
import {
  FACES,
  type Face,
  FEWEST_ANSWERS,
  type FeedbackBody,
  type FeedbackView,
  feedbackTime,
} from '@shared/features/activity/feedback.schema'
import type { SummaryView } from '@shared/features/activity/summary.schema'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, insert, isDuplicate, type Manager, remove } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { type CheckText, mustPass } from '../../core/words'
import { Activity, ActivityPlace } from './activity.entity'
import { ActivityFeedback } from './feedback.entity'
import { presenceOf } from './roster.presence'

/** What the data key of a woman's words belongs to. */
export const feedbackRow = ({ id }: Pick<ActivityFeedback, 'id'>): string => `feedback:${id}`

export interface FeedbackPorts {
  /** whether a caller is the applicant of an enrolment */
  isHers(m: Manager, caller: Caller, enrolment: string): Promise<boolean>
  /** which of these are enrolments that are not erased, nor will be before the unit ends */
  notErased(m: Manager, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** none where WeChat is not configured */
  checkText: CheckText | undefined
}

export interface Feedback {
  /** what she has said @throws AppError notFound, notOpen */
  show(caller: Caller, enrolment: string, now: string): Promise<FeedbackView>
  /** lets her words pass the content check before the unit of work @throws AppError notFound, notOpen, invalidInput, unreachable */
  prepare(caller: Caller, enrolment: string, body: FeedbackBody, now: string): Promise<void>
  /** what she says, or says otherwise @throws AppError notFound, notOpen */
  give(m: Manager, caller: Caller, enrolment: string, body: FeedbackBody, now: string): Promise<void>
  /** when she may say so, for the page of her enrolment */
  found(m: Manager, enrolment: string): Promise<{ feedback?: { from: string; until: string } }>
  /** an activity's totals, and the words without names: of so many together that none can be told apart; nothing while there are too few */
  totals(activity: string): Promise<NonNullable<SummaryView['afterwards']>['feedback']>
  /** with her enrolment */
  forget(m: Manager, enrolment: string): Promise<void>
}

const UNREADABLE = ''

/** What women thought of an activity that they had a seat in; the organiser never learns who thought so. */
export function feedbackService(db: Database, seal: Sealer, { isHers, notErased, checkText }: FeedbackPorts): Feedback {
  const open = (row: ActivityFeedback): string => {
    if (row.words === '') return ''
    return seal.open<string>(feedbackRow(row), row.dataKey, 'words', row.words)
  }
  const openIfWhole = (row: ActivityFeedback): string => {
    try {
      return open(row)
    } catch {
      return UNREADABLE
    }
  }
  const seatOf = async (m: Manager, id: string) => {
    const place = await findOne(m, ActivityPlace, { applicationId: id, standing: 'seated' })
    const activity = place && (await findOne(m, Activity, { id: place.activityId, state: 'published' }))
    return activity && { place, activity }
  }

  /** The activity that she may judge now. */
  const hers = async (m: Manager, caller: Caller, id: string, now: string): Promise<Activity> => {
    const seat = (await isHers(m, caller, id)) ? await seatOf(m, id) : undefined
    if (!seat) throw new AppError('notFound', '没有找到这次报名')
    const { from, until } = feedbackTime(seat.activity)
    if (now < from) throw new AppError('notOpen', `${sayTime(from, now)}活动结束以后再说`)
    if (now > until) throw new AppError('notOpen', '活动结束已经超过30天，不能再说了')
    if ((await presenceOf(m, [seat.place])).get(id) === 'missed')
      throw new AppError('notOpen', '签到名册上没有您，来过的话请跟主办的妇联说一声')
    return seat.activity
  }

  return {
    show: async (caller, id, now) => {
      const activity = await hers(db.read, caller, id, now)
      const given = await findOne(db.read, ActivityFeedback, { id })
      return {
        title: activity.title,
        face: given?.face ?? null,
        words: given ? openIfWhole(given) : '',
        until: feedbackTime(activity).until,
      }
    },
    prepare: async (caller, id, { words }, now) => {
      await hers(db.read, caller, id, now)
      if (checkText && words !== '') await mustPass(checkText, caller.account, 'words', words)
    },
    give: async (m, caller, id, { face, words }, now) => {
      const activity = await hers(m, caller, id, now)
      if (!(await notErased(m, [id])).has(id)) throw new AppError('notFound', '没有找到这次报名')
      const change = async () => {
        const given = await findOne(m, ActivityFeedback, { id })
        if (!given) return false
        const sealed = words === '' ? '' : seal.seal(feedbackRow({ id }), given.dataKey, 'words', words)
        return changeOne(m, ActivityFeedback, 'id = :id', { id }, { face, words: sealed, changedAt: now })
      }
      if (await change()) return
      const dataKey = seal.newKey(feedbackRow({ id }))
      const sealed = words === '' ? '' : seal.seal(feedbackRow({ id }), dataKey, 'words', words)
      const row = { id, activityId: activity.id, face, dataKey, words: sealed, changedAt: now }
      // Her other phone may have been first in the same moment.
      await insert(m, ActivityFeedback, row).catch((error) => (isDuplicate(error) ? change() : Promise.reject(error)))
    },
    found: async (m, id) => {
      const seat = await seatOf(m, id)
      return seat ? { feedback: feedbackTime(seat.activity) } : {}
    },
    totals: async (activityId) => {
      const all = await find(db.read, ActivityFeedback, { activityId })
      if (all.length < FEWEST_ANSWERS) return { answers: all.length, faces: null, words: [] }
      // By whole threes, as they came: whoever looks before and after one more answer must not learn what that one says.
      const inTurn = [...all].sort((a, b) => (a.changedAt + a.id < b.changedAt + b.id ? -1 : 1))
      const rows = inTurn.slice(0, all.length - (all.length % FEWEST_ANSWERS))
      const count = (face: string) => rows.filter((row) => row.face === face).length
      const faces = Object.fromEntries(Object.keys(FACES).map((face) => [face, count(face)])) as Record<Face, number>
      // An order that says nothing of who was first, and stays the same.
      const mixed = rows.map((row) => ({ row, place: seal.lookup('feedback', row.id) })).sort((a, b) => (a.place < b.place ? -1 : 1))
      return { answers: all.length, faces, words: mixed.map(({ row }) => openIfWhole(row)).filter((words) => words !== '') }
    },
    forget: (m, id) => remove(m, ActivityFeedback, { id }),
  }
}

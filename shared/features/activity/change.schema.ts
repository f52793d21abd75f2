import * as v from 'valibot'
import { line, moment, whole } from '../../core/schema'
import { wording } from './activity.schema'

/** The revision of the activity that she looked at: whoever was quicker must not be overwritten. */
const revision = whole(0, 1_000_000_000, '版本号不对')

/** The usual reasons; they were looked at when they were written here and need no content check. */
export const WHY_MOVED = ['天气不好', '老师临时有事', '场地有变动', '为了让更多姐妹来得了'] as const
export const WHY_CANCELLED = ['天气不好，路上不安全', '老师来不了', '场地用不了', '报名的人太少，和下一期合办'] as const

/** What may be changed of a published activity; what is left out stays. */
const fields = {
  startsAt: v.optional(moment),
  endsAt: v.optional(moment),
  enrolBy: v.optional(moment),
  place: v.optional(wording.place),
  title: v.optional(wording.title),
  cover: v.optional(wording.cover),
  bring: v.optional(wording.bring),
  about: v.optional(wording.about),
}

export const changeBody = v.strictObject({
  revision,
  ...fields,
  /** the reason; needed when time or place change, for everybody is told it */
  why: v.optional(line(60, '原因')),
  /** those who have put their names down are told of other changes as well */
  tell: v.optional(v.boolean('请选择要不要告诉报名的人'), false),
})

export const cancelBody = v.strictObject({ revision, why: line(60, '原因') })

/** Some fields of an activity, as they were or as they become. */
const changed = v.object({
  startsAt: v.optional(moment),
  endsAt: v.optional(moment),
  enrolBy: v.optional(moment),
  place: v.optional(v.string()),
  title: v.optional(v.string()),
  cover: v.optional(v.string()),
  bring: v.optional(v.string()),
  about: v.optional(v.string()),
})

export const changeView = v.object({
  id: v.string(),
  what: v.picklist(['moved', 'edited', 'cancelled']),
  was: changed,
  becomes: changed,
  why: v.string(),
  at: moment,
  /** checking: its words wait for the content check; withheld: they did not pass; dropped: it came too late */
  state: v.picklist(['checking', 'done', 'withheld', 'dropped']),
  /** who made it, for the organiser's cadres */
  by: v.nullable(v.string()),
})

export const changesView = v.object({
  /** the latest first; everybody sees moves and the cancellation, the organiser's cadres all */
  items: v.array(changeView),
  /** how many women would be told of a change now, for the organiser's cadres */
  toTell: v.nullable(v.number()),
})

export type ChangeBody = v.InferOutput<typeof changeBody>
export type CancelBody = v.InferOutput<typeof cancelBody>
export type ChangedFields = v.InferOutput<typeof changed>
export type ChangeView = v.InferOutput<typeof changeView>
export type ChangesView = v.InferOutput<typeof changesView>

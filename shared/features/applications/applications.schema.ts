import * as v from 'valibot'
import { NAME } from '../../core/names'
import { after, answers, id, line, moment, page, version } from '../../core/schema'

const name = v.pipe(v.string(), v.regex(NAME, '没有这个名字'))
const tone = v.picklist(['wait', 'ok', 'danger', 'plain'])

export const createBody = v.strictObject({ kind: name, about: v.optional(id), move: v.optional(name), input: v.optional(answers, {}) })
export const moveBody = v.strictObject({ version, input: v.optional(answers, {}) })
export const saveBody = v.strictObject({ version, input: answers })
export const revealBody = v.strictObject({ field: name, reason: line(100, '查看原因') })
/** A consent that she gives, or takes back. */
export const consentBody = v.strictObject({ version, field: name, given: v.boolean('请说明同意还是收回') })
export const listQuery = v.strictObject({
  box: v.picklist(['mine', 'inbox', 'handled', 'about'], '没有这个列表'),
  kind: v.optional(name),
  about: v.optional(id),
  after,
})

/** When a step is due. */
const due = v.object({ at: moment, workdaysLeft: v.number(), estimated: v.boolean() })

/** One line in a list of cases. */
export const applicationRow = v.object({
  id: v.string(),
  kind: v.string(),
  /** what it is about: the activity's title, or the kind's */
  title: v.string(),
  /** the id of what it is about, e.g. the activity */
  about: v.nullable(v.string()),
  receipt: v.string(),
  state: v.string(),
  /** the state in the caller's words */
  label: v.string(),
  tone,
  /** the applicant's name for those who review her case; null in her own list and in anonymous cases */
  who: v.nullable(v.string()),
  version: v.number(),
  createdAt: moment,
  changedAt: moment,
  due: v.nullable(due),
  /** it is the caller's turn */
  yours: v.boolean(),
  /** moves that the caller may make for several cases at once */
  batch: v.array(v.string()),
  /** what an official is to know of its course: it is late; she was asked a second time for what could have been named at once, or too late */
  marks: v.array(v.picklist(['late', 'again', 'slow'])),
})

export const openMove = v.object({
  name: v.string(),
  label: v.string(),
  asks: v.array(v.string()),
  /** the questions that a list of corrections may name */
  correctable: v.array(v.string()),
  tone: v.nullable(v.literal('danger')),
  /** until when it is to be made, where it may come too late; null also when it would come too late already */
  note: v.nullable(v.string()),
  confirm: v.nullable(v.string()),
  batch: v.boolean(),
})

export const eventView = v.object({
  seq: v.number(),
  move: v.string(),
  label: v.string(),
  from: v.string(),
  to: v.string(),
  /** the state that it led to, in the caller's words */
  toLabel: v.string(),
  /** who did it: 本人, 李芳（悦来镇妇联）, 系统 */
  by: v.string(),
  standingIn: v.boolean(),
  at: moment,
  /** what was written with it, as far as the caller may see it */
  answers: v.record(v.string(), v.unknown()),
})

export const applicationView = v.object({
  ...applicationRow.entries,
  edition: v.number(),
  /** the caller is the applicant or filed it */
  mine: v.boolean(),
  /** it stands in the caller's inbox because she is to look after it */
  watched: v.boolean(),
  /** one sentence: where it is and what happens next */
  says: v.string(),
  /** who has it now, in words; null when nobody needs to act */
  holder: v.nullable(v.string()),
  answers: v.record(v.string(), v.unknown()),
  masked: v.array(v.string()),
  /** the kind's rules judged by what was answered: `ok` is null while a fact is missing */
  verdicts: v.array(v.object({ rule: v.string(), ok: v.nullable(v.boolean()), why: v.nullable(v.string()) })),
  moves: v.array(openMove),
  events: v.array(eventView),
  /** facts that the kind's feature adds, e.g. the place in the queue */
  found: v.record(v.string(), v.unknown()),
})

export const applicationPage = page(applicationRow)
export const revealed = v.object({ field: v.string(), value: v.unknown() })

export type CreateBody = v.InferOutput<typeof createBody>
export type ConsentBody = v.InferOutput<typeof consentBody>
export type ApplicationRow = v.InferOutput<typeof applicationRow>
export type ApplicationView = v.InferOutput<typeof applicationView>
export type OpenMove = v.InferOutput<typeof openMove>
export type EventView = v.InferOutput<typeof eventView>
export type ListQuery = v.InferOutput<typeof listQuery>

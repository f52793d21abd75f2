import * as v from 'valibot'
import { after, id, moment, page } from '../../core/schema'

export const noticeView = v.object({
  id: v.string(),
  sort: v.picklist(['progress', 'todo']),
  title: v.string(),
  text: v.string(),
  application: v.nullable(v.string()),
  /** what is about no case may lead to a page of its own */
  leads: v.nullable(v.object({ page: v.string(), id: v.string() })),
  at: moment,
  read: v.boolean(),
})
export const noticePage = v.object({ ...page(noticeView).entries, unread: v.boolean() })
export const noticeQuery = v.strictObject({ after })
/** marks everything up to and with this notice as read */
export const readBody = v.strictObject({ upTo: id })
export const done = v.object({ ok: v.literal(true) })

/** What WeChat's dialogue answered, template by template. */
export const permissionBody = v.strictObject({
  answers: v.pipe(
    v.array(
      v.strictObject({
        template: v.picklist(['progress', 'todo'], '没有这种消息'),
        answer: v.picklist(['accept', 'reject', 'ban', 'filter'], '没有这种回答'),
      }),
    ),
    v.maxLength(3, '一次最多三种消息'),
  ),
})

/** Somebody whom no message could reach: the cadre calls her. The number comes through a reveal of the case. */
export const callView = v.object({
  id: v.string(),
  application: v.string(),
  who: v.string(),
  phone: v.string(),
  title: v.string(),
  text: v.string(),
  at: moment,
  why: v.string(),
})
export const callPage = page(callView)
export const callBody = v.strictObject({ result: v.picklist(['told', 'noAnswer', 'wrongNumber'], '请选择结果') })

export type NoticeView = v.InferOutput<typeof noticeView>
export type CallView = v.InferOutput<typeof callView>

/** What the app must know before anybody signs in. */
export const settingsView = v.object({
  /** a demonstration: people of the demo county can be chosen instead of signing in */
  demo: v.boolean(),
  /** message templates by sort; empty where WeChat is not configured */
  templates: v.object({ progress: v.optional(v.string()), todo: v.optional(v.string()) }),
})
export type Settings = v.InferOutput<typeof settingsView>

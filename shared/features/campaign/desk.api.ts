import * as v from 'valibot'
import { id, line, moment, page, whole, words } from '../../core/schema'
import { block } from './blocks'
import { articleContent, frameContent, quizContent, slug } from './campaign.schema'
import { pictureFiles, recordingFile, verdict } from './media.schema'
import { remark } from './remarks.schema'

/** What cadres write and what reviewers look at: texts with their versions, public or not yet. */

const note = words(100, '更正说明')
const written = { follows: whole(0, 9999, '版本号不对'), note }

export const newCampaign = v.strictObject({ slug, place: v.optional(id), content: frameContent })
export const newText = v.variant('sort', [
  v.strictObject({ sort: v.literal('article'), slug, content: articleContent }),
  v.strictObject({ sort: v.literal('quiz'), slug, content: quizContent }),
])
/** `follows`: the number of the version that its author had open */
export const newVersion = v.variant('sort', [
  v.strictObject({ sort: v.literal('frame'), ...written, content: frameContent }),
  v.strictObject({ sort: v.literal('article'), ...written, content: articleContent }),
  v.strictObject({ sort: v.literal('quiz'), ...written, content: quizContent }),
])
/** Asks for the address of something new: the one that is wanted, or one made of its title */
export const addressQuery = v.strictObject({ slug: v.optional(slug), title: v.optional(line(30, '标题')), campaign: v.optional(id) })
export const addressView = v.object({ slug: v.string(), free: v.boolean() })
export const eventBody = v.strictObject({ activity: id, shown: v.boolean('请选择放不放') })
export const previewBody = v.strictObject({ body: v.pipe(words(6000, '正文')) })
export const preview = v.object({ blocks: v.array(block) })
export const versionQuery = v.strictObject({
  no: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, '版本号不对'), v.transform(Number))),
})
export const checkBody = v.strictObject({ no: whole(1, 9999, '版本号不对') })
export const withdrawBody = v.strictObject({ reason: line(100, '撤下的原因') })

const sort = v.picklist(['frame', 'article', 'quiz'])

/** A link that leads nowhere, or where it must not; `stops`: the text is not taken to its reviewers with it */
const deskLink = v.object({ href: v.string(), why: v.string(), stops: v.boolean() })

const deskText = v.object({
  id,
  slug: v.string(),
  sort,
  title: v.string(),
  /** the number of its latest version, and of the one that readers see */
  no: v.number(),
  publishedNo: v.nullable(v.number()),
  /** why it was withdrawn; empty while it is not */
  withdrawnFor: v.string(),
})
/** `events`: the activities that stand on its page, as long as they are to come */
export const deskCampaigns = page(v.object({ id, slug, place: v.string(), texts: v.array(deskText), events: v.array(id) }))

export const deskView = v.object({
  ...deskText.entries,
  campaign: v.object({ id, slug }),
  mayWrite: v.boolean(),
  /** a version must have passed the content check before it is sent to the reviewers */
  checks: v.boolean(),
  /** something that the shown version shows has no verdict of the content check yet */
  waits: v.boolean(),
  /** the caller reviews it and has not written the shown version */
  mayRemark: v.boolean(),
  remarks: v.array(remark),
  versions: v.array(v.object({ no: v.number(), at: moment, author: v.nullable(v.string()), note: v.string(), checked: verdict })),
  /** the version asked for, the latest unless one is named */
  shown: v.object({
    no: v.number(),
    content: v.union([frameContent, articleContent, quizContent]),
    /** an article as readers get it */
    blocks: v.array(block),
    cover: v.optional(pictureFiles),
    recording: v.optional(recordingFile),
    /** what has changed since the version that readers see, or else since the one before; in order */
    since: v.nullable(v.number()),
    links: v.array(deskLink),
    changes: v.array(v.object({ sort: v.picklist(['same', 'added', 'gone']), text: v.string() })),
  }),
})

export type NewText = v.InferOutput<typeof newText>
export type NewVersion = v.InferOutput<typeof newVersion>
export type DeskCampaign = v.InferOutput<typeof deskCampaigns>['items'][number]
export type DeskLink = v.InferOutput<typeof deskLink>
export type DeskView = v.InferOutput<typeof deskView>

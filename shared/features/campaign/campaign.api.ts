import * as v from 'valibot'
import { id, moment, page, whole } from '../../core/schema'
import { block } from './blocks'
import { citation, slug, TEXT_SORTS, type TextSort } from './campaign.schema'
import { pictureFiles, recordingFile } from './media.schema'

/** A campaign in a list. */
export const campaignRow = v.strictObject({
  slug,
  title: v.string(),
  theme: v.string(),
  cover: v.string(),
  from: v.string(),
  until: v.string(),
  /** who keeps it: its id and its name */
  placeId: id,
  place: v.string(),
})
export const campaignRows = page(campaignRow)

const textRow = v.strictObject({ slug, sort: v.picklist(Object.keys(TEXT_SORTS) as TextSort[]), title: v.string(), summary: v.string() })
/** An activity of these days that belongs to a campaign, with what it was a moment ago. */
export const campaignEvent = v.object({
  id,
  title: v.string(),
  place: v.string(),
  startsAt: moment,
  endsAt: moment,
  enrolBy: moment,
  seatsLeft: v.number(),
})
const quizRow = v.strictObject({ slug, title: v.string(), count: v.number() })

export const campaignView = v.strictObject({
  ...campaignRow.entries,
  /** what the scene of a code says */
  id,
  lead: v.string(),
  changedAt: moment,
  /** what was put right in the campaign's own words; empty when nothing was */
  correction: v.string(),
  /** one of its pages can be left at once, and so can this one */
  leaveNow: v.boolean(),
  texts: v.array(textRow),
  quizzes: v.array(quizRow),
  /** where somebody can be asked face to face, the nearest first */
  events: v.array(campaignEvent),
})

/** When it was published, and what was put right since. */
const dated = { publishedAt: moment, changedAt: moment, correction: v.string() }

export const articleView = v.strictObject({
  campaign: campaignRow,
  ...textRow.entries,
  ...dated,
  blocks: v.array(block),
  citations: v.array(citation),
  leaveNow: v.boolean(),
  /** what it is shared with */
  cover: v.optional(pictureFiles),
  recording: v.optional(recordingFile),
})

export const quizView = v.strictObject({
  campaign: campaignRow,
  slug,
  title: v.string(),
  /** which version of it this is: what was chosen is counted for that */
  no: v.number(),
  ...dated,
  leaveNow: v.boolean(),
  questions: v.array(
    v.strictObject({
      text: v.string(),
      options: v.array(v.string()),
      right: v.number(),
      explain: v.string(),
      citation: v.optional(citation),
    }),
  ),
})

export type CampaignRow = v.InferOutput<typeof campaignRow>
export type CampaignView = v.InferOutput<typeof campaignView>
export type ArticleView = v.InferOutput<typeof articleView>
export type QuizView = v.InferOutput<typeof quizView>

/** `ahead`: fetched to be kept for a time without signal, not to be read now */
export const pageQuery = v.strictObject({ ahead: v.optional(v.literal('1')) })
export const campaignQuery = v.strictObject({ village: v.optional(id) })
/** A poster for the board of a village, to print */
export const posterQuery = v.strictObject({ village: id, paper: v.optional(v.picklist(['a4', 'a3'])) })
export const campaignReads = v.strictObject({
  times: v.number(),
  /** by the village whose board brought the readers, the most first */
  boards: v.array(v.strictObject({ village: v.string(), name: v.string(), times: v.nullable(v.number()) })),
  /** the last days on which anybody read, the latest first */
  days: v.array(v.strictObject({ day: v.string(), times: v.number() })),
  /** what was chosen in the quizzes as they are now; null where so few have chosen that somebody could be known by it */
  quizzes: v.array(
    v.strictObject({
      slug,
      title: v.string(),
      questions: v.array(
        v.strictObject({
          text: v.string(),
          times: v.nullable(v.number()),
          options: v.array(v.strictObject({ text: v.string(), right: v.boolean(), times: v.nullable(v.number()) })),
        }),
      ),
    }),
  ),
})
/** Fewer are told to nobody: in a small village a number of one or two may be a person. */
export const FEWEST_TOLD = 3

/** What was chosen in a quiz since the last time, and nothing else: neither who, nor when, nor on which phone. */
export const choicesBody = v.strictObject({
  no: whole(1, 9999, '版本号不对'),
  choices: v.pipe(
    v.array(v.strictObject({ question: whole(0, 19, '没有这道题'), option: whole(0, 3, '没有这个选项') })),
    v.minLength(1, '没有选什么'),
    v.maxLength(40, '一次最多40个'),
  ),
})
export type CampaignEvent = v.InferOutput<typeof campaignEvent>
export type CampaignReads = v.InferOutput<typeof campaignReads>

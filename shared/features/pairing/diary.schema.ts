import * as v from 'valibot'
import { choice, day as dayField, longText, pictures } from '../../core/fields'
import { after, day, id, moment, page, words } from '../../core/schema'
import { WAYS } from './diary'

/** What is asked about a visit. Nothing but the day and the way must be told. */
export const diaryFields = {
  day: dayField('哪一天'),
  way: choice('怎么陪的', WAYS),
  words: longText('做了什么、说了什么', 1000, { optional: true, phrases: ['打电话聊了聊', '一起写作业', '带孩子出去玩'] }),
  child: longText('孩子怎么样', 300, { optional: true, phrases: ['挺好，爱说爱笑', '有点想爸爸妈妈', '不太想说话'] }),
  worry: longText('有没有让您担心的', 300, {
    optional: true,
    hint: '没有就空着。写在这里只有您自己看得到，不算报告；要告诉妇联，点下面的“我担心这个孩子”。',
  }),
  picture: pictures('照片', 1, { optional: true, hint: '不拍孩子的脸，拍手、背影、作业本都可以。' }),
}

/** So many writings are sent at a time: they fit the narrowest line. */
export const MOST_REVISIONS = 10
const MOST_REPLACED = 20

const revisionId = v.pipe(id, v.length(26, '编号不对'))
const told = (name: 'words' | 'child' | 'worry') => words(diaryFields[name].max, diaryFields[name].label)
const diaryText = v.strictObject({
  day,
  way: v.picklist(
    WAYS.map(({ value }) => value),
    '请选择怎么陪的',
  ),
  words: told('words'),
  child: told('child'),
  worry: v.optional(told('worry')),
  voice: v.optional(id),
  picture: v.optional(id),
})
const revisionOf = {
  id: revisionId,
  entry: revisionId,
  replaces: v.pipe(v.array(revisionId), v.maxLength(MOST_REPLACED, '太多了')),
  at: moment,
  text: v.nullable(diaryText),
}
/** The first writing of an entry is the entry itself; every other one takes the place of something. */
const sentRevision = v.pipe(
  v.strictObject(revisionOf),
  v.check(({ id: own, entry, replaces }) => (own === entry) === (replaces.length === 0), '编号不对'),
)
export const revisionsBody = v.strictObject({
  revisions: v.pipe(v.array(sentRevision), v.minLength(1, '没有要记的'), v.maxLength(MOST_REVISIONS, `一次最多${MOST_REVISIONS}条`)),
})
export const revisionsTaken = v.object({ ids: v.array(v.string()) })

export const entriesQuery = v.strictObject({ after })
export const diaryQuery = v.strictObject({ after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, '翻页记号不对'))) })
const storedText = v.object({
  ...{ day: v.string(), way: v.string(), words: v.string(), child: v.string() },
  ...{ worry: v.optional(v.string()), voice: v.optional(v.string()), picture: v.optional(v.string()) },
})
/** What the cloud has, a part at a time, as it came; `upTo`: from where on to ask the next time. */
export const diaryPart = v.object({
  items: v.array(
    v.object({ ...revisionOf, id: v.string(), entry: v.string(), replaces: v.array(v.string()), text: v.nullable(storedText) }),
  ),
  upTo: v.number(),
  more: v.boolean(),
})
/** What others than she learn of a diary: the newest entry first, and no word of it. */
export const diaryDays = v.object({
  ...page(v.object({ day: v.string(), way: v.string() })).entries,
  /** who is reminded next when nothing new comes, and when; `at` is null once all have been */
  reminder: v.object({ who: v.picklist(['her', 'village', 'town']), at: v.nullable(moment) }),
})

export type DiaryPart = v.InferOutput<typeof diaryPart>
export type DiaryDays = v.InferOutput<typeof diaryDays>

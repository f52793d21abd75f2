import * as v from 'valibot'
import { COVERS } from '../../core/covers'
import { SLUG } from '../../core/names'
import { id, line, whole, words } from '../../core/schema'
import { isDay } from '../../core/time'
import { laws } from './laws'

/** What a page's address is made of. */
export const slug = v.pipe(v.string('请填写网址'), v.regex(SLUG, '网址只用小写字母、数字和短横，最多60个'))

const day = v.pipe(v.string('请选择日子'), v.check(isDay, '请选择日子'))

/** Articles of a law that a text rests on: the law's short name as in laws.ts, and the articles' numbers. */
export const citation = v.pipe(
  v.strictObject({
    law: v.pipe(
      line(20, '法律名称'),
      v.check((law) => Object.hasOwn(laws, law), '没有这部法律，请写简称'),
    ),
    articles: v.pipe(v.array(whole(1, 1500, '没有这一条')), v.minLength(1, '请写明第几条'), v.maxLength(20, '一部法律最多引20条')),
  }),
  v.check(
    ({ law, articles }) => articles.every((no) => no >= (laws[law]?.first ?? 0) && no <= (laws[law]?.last ?? 0)),
    '这部法律没有这一条',
  ),
)

export const TEXT_SORTS = { article: '讲明白', case: '身边事', qa: '问与答', consultation: '现场咨询' } as const
export type TextSort = keyof typeof TEXT_SORTS

export const articleContent = v.strictObject({
  sort: v.picklist(Object.keys(TEXT_SORTS) as TextSort[], '请选择类别'),
  title: line(30, '标题'),
  summary: line(80, '一句话介绍'),
  /** Markdown: paragraphs, `##` and `###` headings, lists, bold and slanted words, quotes, links (https, tel), pictures (picture-line.ts) */
  body: v.pipe(words(6000, '正文'), v.minLength(1, '请填写正文')),
  citations: v.pipe(v.array(citation), v.maxLength(10, '最多引10部法律')),
  /** a page about violence: it can be left at once, without a trace in the history */
  leaveNow: v.boolean('请选择要不要“马上离开”'),
  /** the picture that it is shared with; the first one in it unless this names another of the campaign's */
  picture: v.optional(id),
  /** a recording that reads it aloud: the body is its words */
  recording: v.optional(id),
})

/** One question of a quiz. */
export const quizQuestion = v.pipe(
  v.strictObject({
    text: line(120, '题目'),
    options: v.pipe(v.array(line(60, '选项')), v.minLength(2, '至少两个选项'), v.maxLength(4, '最多四个选项')),
    /** the index of the one right option */
    right: whole(0, 3, '请选择对的是哪一个'),
    explain: line(300, '为什么'),
    citation: v.optional(citation),
  }),
  v.check(({ options, right }) => right < options.length, '请选择对的是哪一个'),
)

/** Characters of all questions together: a page of more would need a second round trip on a slow line. */
const MOST_WORDS = 10_000
const wordsOf = ({ text, options, explain }: v.InferOutput<typeof quizQuestion>): number =>
  [text, ...options, explain].reduce((sum, { length }) => sum + length, 0)

export const quizContent = v.strictObject({
  title: line(30, '标题'),
  questions: v.pipe(
    v.array(quizQuestion),
    v.minLength(1, '至少一道题'),
    v.maxLength(20, '最多20道题'),
    v.check(
      (questions) => questions.reduce((sum, one) => sum + wordsOf(one), 0) <= MOST_WORDS,
      `一份答题合起来最多${MOST_WORDS}个字：信号不好的地方才打得开。请写短一些，或者拆成两份`,
    ),
  ),
})

const frame = v.strictObject({
  title: line(30, '专题名称'),
  theme: line(40, '主题'),
  lead: line(200, '导语'),
  cover: v.picklist(COVERS, '请选择封面'),
  /** the days in which it is shown first, `YYYY-MM-DD` */
  from: day,
  until: day,
})
const ORDER = '结束的日子在开始以后'
const inOrder = ({ from, until }: { from: string; until: string }): boolean => from <= until

/** What a campaign opens with. */
export const frameContent = v.pipe(
  frame,
  v.check((one) => inOrder(one), ORDER),
)

/** Texts with their addresses, as they come with the product. */
export const articleBody = v.strictObject({ slug, ...articleContent.entries })
export const quizBody = v.strictObject({ slug, ...quizContent.entries })
export const campaignBody = v.pipe(
  v.strictObject({ slug, ...frame.entries }),
  v.check((one) => inOrder(one), ORDER),
)

export type Citation = v.InferOutput<typeof citation>
export type ArticleBody = v.InferOutput<typeof articleBody>
export type QuizBody = v.InferOutput<typeof quizBody>
export type CampaignBody = v.InferOutput<typeof campaignBody>

/** A campaign that comes with the product: seed/index.ts lists them as `campaigns`. */
export interface CampaignSeed {
  campaign: CampaignBody
  articles: readonly ArticleBody[]
  quiz: QuizBody
}

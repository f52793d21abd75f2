import * as v from 'valibot'
import { COVERS, type Cover } from '../../core/covers'
import { after, id, line, moment, page, whole, words } from '../../core/schema'

/** Sorts of activities, each with the one motif of its cover. */
export const SORTS = {
  farming: '农技培训',
  ecommerce: '电商培训',
  housekeeping: '家政培训',
  business: '创业培训',
  law: '法律讲座',
  contest: '技术比武',
  parenting: '家长学校',
  event: '节日活动',
  cadre: '干部培训',
} as const
export type Sort = keyof typeof SORTS
const sort = v.picklist(Object.keys(SORTS) as Sort[], '请选择活动类别')

export const coverOf: Record<Sort, Cover> = {
  farming: 'wheat',
  ecommerce: 'phone',
  housekeeping: 'home',
  business: 'coin',
  law: 'scale',
  contest: 'medal',
  parenting: 'book',
  event: 'flower',
  cadre: 'people',
}

const birthYear = v.strictObject({ from: whole(1920, 2020, '出生年份在1920到2020之间'), to: whole(1920, 2020, '出生年份在1920到2020之间') })

/** What a cadre fills in to publish; `place` is where it is held, in words. */
export const activityBody = v.pipe(
  v.strictObject({
    title: line(30, '活动名称'),
    sort,
    cover: v.picklist(COVERS, '请选择封面'),
    place: line(40, '地点'),
    startsAt: moment,
    endsAt: moment,
    enrolBy: moment,
    seats: whole(1, 5000, '名额在1到5000之间'),
    bring: words(60, '带什么'),
    about: words(500, '活动说明'),
    needsReview: v.boolean('请选择要不要审核'),
    rules: v.strictObject({
      birthYear: v.optional(
        v.pipe(
          birthYear,
          v.check((r) => r.from <= r.to, '前一个年份不能比后一个大'),
        ),
      ),
      villages: v.optional(v.pipe(v.array(id), v.minLength(1, '请选择村'), v.maxLength(400, '村太多了'))),
    }),
    /** the place of the cadre who organises; needed only when she acts for several */
    organiser: v.optional(id),
  }),
  v.forward(
    v.check((a) => a.startsAt < a.endsAt, '结束要在开始之后'),
    ['endsAt'],
  ),
  v.forward(
    v.check((a) => a.enrolBy <= a.startsAt, '报名截止要在活动开始以前'),
    ['enrolBy'],
  ),
)

export const activityView = v.object({
  id: v.string(),
  title: v.string(),
  sort: v.string(),
  cover: v.string(),
  place: v.string(),
  startsAt: moment,
  endsAt: moment,
  enrolBy: moment,
  seats: v.number(),
  seatsLeft: v.number(),
  waiting: v.number(),
  needsReview: v.boolean(),
  bring: v.string(),
  about: v.string(),
  organiser: v.object({ id: v.string(), name: v.string() }),
  rules: v.object({
    birthYear: v.optional(v.object({ from: v.number(), to: v.number() })),
    villages: v.optional(v.array(v.object({ id: v.string(), name: v.string() }))),
  }),
  state: v.picklist(['checking', 'published', 'withheld', 'cancelled']),
})

/** `ours`: those of the caller's places, whatever their state; `coming` (default): published and not over. */
export const activityQuery = v.strictObject({
  after,
  box: v.optional(v.picklist(['coming', 'ours'], '没有这个列表'), 'coming'),
  sort: v.optional(sort),
})
export const activityPage = page(activityView)

export type ActivityBody = v.InferOutput<typeof activityBody>
export type ActivityView = v.InferOutput<typeof activityView>
export type ActivityQuery = v.InferOutput<typeof activityQuery>

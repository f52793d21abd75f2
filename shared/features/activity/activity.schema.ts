import * as v from 'valibot'
import { COVERS, type Cover } from '../../core/covers'
import { after, id, line, moment, page, whole, words } from '../../core/schema'
import { questionList, questionView } from './question.schema'
import { rulesBody, rulesView } from './rules.schema'
import { MOST_TIMES, seriesProblem } from './series'

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
/** Sorts that teach: a lecture, a contest or a feast uses up nobody's training of the year. */
export const TRAININGS: readonly Sort[] = ['farming', 'ecommerce', 'housekeeping', 'business', 'cadre']
const day = v.pipe(v.string('日子不对'), v.regex(/^\d{4}-\d{2}-\d{2}$/, '日子不对'))
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

/** What people read of an activity; it can be put otherwise once it is published. `place` is where it is held, in words. */
export const wording = {
  title: line(30, '活动名称'),
  cover: v.picklist(COVERS, '请选择封面'),
  place: line(40, '地点'),
  bring: words(60, '带什么'),
  about: words(500, '活动说明'),
}

/** What a cadre fills in to publish. */
export const activityBody = v.pipe(
  v.strictObject({
    ...wording,
    sort,
    startsAt: moment,
    endsAt: moment,
    enrolBy: moment,
    seats: whole(1, 5000, '名额在1到5000之间'),
    needsReview: v.boolean('请选择要不要审核'),
    rules: rulesBody,
    /** how long a freed seat is kept for whom it is offered to, at most; 0: whoever is next has it at once */
    offerHours: v.optional(whole(0, 72, '考虑的时间在0到72小时之间'), 24),
    /** what she asks beside the usual, e.g. how many children somebody brings */
    questions: v.optional(questionList, []),
    /** the place of the cadre who organises; needed only when she acts for several */
    organiser: v.optional(id),
    /** further days (`YYYY-MM-DD`) on which the same is held: activities of their own */
    alsoOn: v.optional(v.pipe(v.array(day), v.maxLength(MOST_TIMES - 1, `一次最多发${MOST_TIMES}场`))),
  }),
  v.forward(
    v.check(
      (a) => seriesProblem(a) === undefined,
      ({ input }) => seriesProblem(input) ?? '',
    ),
    ['alsoOn'],
  ),
  v.forward(
    v.check((a) => a.startsAt < a.endsAt, '结束要在开始之后'),
    ['endsAt'],
  ),
  v.forward(
    v.check((a) => a.enrolBy <= a.startsAt, '报名截止要在活动开始以前'),
    ['enrolBy'],
  ),
  v.forward(
    v.check((a) => (a.rules.quotas ?? []).reduce((sum, { seats }) => sum + seats, 0) <= a.seats, '留的名额比总名额还多'),
    ['rules', 'quotas'],
  ),
  v.forward(
    v.check((a) => (a.rules.quotasOpenAt ?? '') <= a.enrolBy, '要在报名截止以前放开'),
    ['rules', 'quotasOpenAt'],
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
  rules: rulesView,
  offerHours: v.number(),
  questions: v.array(questionView),
  state: v.picklist(['checking', 'published', 'withheld', 'cancelled']),
  /** how many changes have taken effect */
  revision: v.number(),
  /** what it has in common with those that were published together with it */
  series: v.nullable(v.string()),
})

/** `ours`: those of the caller's places, whatever their state; `coming` (default): published and not over. */
export const activityQuery = v.strictObject({
  after,
  box: v.optional(v.picklist(['coming', 'ours'], '没有这个列表'), 'coming'),
  sort: v.optional(sort),
  /** those of one series only */
  series: v.optional(id),
})
export const activityPage = page(activityView)

export type ActivityBody = v.InferOutput<typeof activityBody>
export type ActivityView = v.InferOutput<typeof activityView>
export type ActivityQuery = v.InferOutput<typeof activityQuery>

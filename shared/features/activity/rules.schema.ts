import * as v from 'valibot'
import { id, moment, whole } from '../../core/schema'

const year = whole(1920, 2020, '出生年份在1920到2020之间')
const inOrder = v.check((r: { from: number; to: number }) => r.from <= r.to, '前一个年份不能比后一个大')
const villages = v.pipe(v.array(id), v.minLength(1, '请选择村'), v.maxLength(400, '村太多了'))

/** Who is seated first from the queue: the first group first. */
const group = v.variant(
  'group',
  [
    v.strictObject({ group: v.literal('newcomer') }),
    v.strictObject({ group: v.literal('villages'), villages }),
    v.strictObject({ group: v.literal('birthYear'), from: year, to: year }),
  ],
  '请选择先给谁',
)
const priority = v.pipe(
  v.array(group),
  v.minLength(1, '请选择先给谁'),
  v.maxLength(3, '先给的最多三种人'),
  v.check((all) => all.every((one) => one.group !== 'birthYear' || one.from <= one.to), '前一个年份不能比后一个大'),
  v.check((all) => new Set(all.map((one) => one.group)).size === all.length, '每种人说一次就够了'),
)

const quotas = v.pipe(
  v.array(v.strictObject({ village: id, seats: whole(1, 5000, '留的名额在1到5000之间') })),
  v.minLength(1, '请选择给哪些村留名额'),
  v.maxLength(50, '最多给50个村留名额'),
  v.check((all) => new Set(all.map(({ village }) => village)).size === all.length, '一个村说一次就够了'),
)

/** Who may come, as a cadre says it when she publishes; nobody is kept out unless she says so. */
export const rulesBody = v.pipe(
  v.strictObject({
    birthYear: v.optional(v.pipe(v.strictObject({ from: year, to: year }), inOrder)),
    villages: v.optional(villages),
    /** one training in a calendar year */
    onceAYear: v.optional(v.literal(true, '请选择要不要一年一次')),
    /** nothing of the same sort within so many months */
    notSameSortWithin: v.optional(whole(1, 60, '间隔在1到60个月之间')),
    priority: v.optional(priority),
    /** seats that are kept for villages until `quotasOpenAt`; then what is left of them is everybody's */
    quotas: v.optional(quotas),
    quotasOpenAt: v.optional(moment),
  }),
  v.forward(
    v.check((r) => (r.quotas === undefined) === (r.quotasOpenAt === undefined), '请选择留到哪天'),
    ['quotasOpenAt'],
  ),
  v.forward(
    v.check((r) => r.quotas?.every(({ village }) => r.villages?.includes(village) ?? true) ?? true, '留名额的村要在能来的村里'),
    ['quotas'],
  ),
)

const named = v.object({ id: v.string(), name: v.string() })

/** The same with the names of the villages, as everybody sees it. */
export const rulesView = v.object({
  birthYear: v.optional(v.object({ from: v.number(), to: v.number() })),
  villages: v.optional(v.array(named)),
  onceAYear: v.optional(v.literal(true)),
  notSameSortWithin: v.optional(v.number()),
  priority: v.optional(
    v.array(
      v.variant('group', [
        v.object({ group: v.literal('newcomer') }),
        v.object({ group: v.literal('villages'), villages: v.array(named) }),
        v.object({ group: v.literal('birthYear'), from: v.number(), to: v.number() }),
      ]),
    ),
  ),
  /** `left`: how many are still kept for the village; not there once they are everybody's */
  quotas: v.optional(v.array(v.object({ id: v.string(), name: v.string(), seats: v.number(), left: v.optional(v.number()) }))),
  quotasOpenAt: v.optional(moment),
})

/** What an activity's rules look at of the caller's own past. */
export const historyView = v.object({
  items: v.array(v.object({ title: v.string(), sort: v.string(), training: v.boolean(), startsAt: moment, since: moment })),
})

export type ActivityRules = v.InferOutput<typeof rulesBody>
export type RulesView = v.InferOutput<typeof rulesView>

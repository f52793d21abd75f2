import * as v from 'valibot'
import { sayYuan } from '../../core/money'
import { day, id, line, whole } from '../../core/schema'
import { RULES } from './loan.eligibility'
import { DAY_COUNTS } from './loan.periods'
import { BORROWERS, type Borrower, GROUPS, type Group, LOAN_SORTS, type LoanSort, PHOTOS, type Photo, READ } from './loan.policy'
import { NO_GROUP, NO_LOANS, TRADES } from './loan.questions'
import { STYLES, type Style } from './loan.schedule'

const keysOf = <K extends string>(labels: Readonly<Record<K, unknown>>) => Object.keys(labels) as [K, ...K[]]

/** Ten million yuan: above every ceiling, and far below what can be reckoned exactly. */
const MOST_FEN = 1_000_000_000
const MOST_RATE = 240_000
const LONGEST_MONTHS = 360
/** Under a policy: so long a term is still exact when finance pays by the per cent. */
const LONGEST_SUBSIDISED = 60

const fen = (name: string, least = 0) =>
  whole(least, MOST_FEN, `${name}在${sayYuan(least, true)}到${sayYuan(MOST_FEN, true)}元之间，单位是分`)

const basis = v.strictObject({ text: line(100, '依据'), read: v.picklist(keysOf(READ), '请选择依据是不是读过原文') })
const on = <const E extends v.ObjectEntries>(entries: E) => v.strictObject({ ...entries, basis })

const age = on({ from: whole(16, 80, '年龄在16到80岁之间'), to: whole(16, 80, '年龄在16到80岁之间') })
const months = (most: number) => whole(0, most, `月数在0到${most}之间`)
const term = whole(1, LONGEST_SUBSIDISED, `期限在1到${LONGEST_SUBSIDISED}个月之间`)
const points = whole(0, 1_000, '基点在0到1000之间')
const dayCount = v.picklist(DAY_COUNTS, '计息方式是 30/360、actual/360 或 actual/365')
const workdays = whole(1, 60, '时限在1到60个工作日之间')

const photos = v.optional(
  v.pipe(
    v.array(v.picklist(keysOf<Photo>(PHOTOS), '没有这一种照片')),
    v.minLength(1, '请选择要拍哪些材料'),
    v.maxLength(7, '要拍的太多了'),
  ),
)

const policyEntries = {
  title: line(30, '政策名称'),
  number: line(30, '文号'),
  validFrom: day,
  validTo: v.optional(day),
  ceilings: on({
    individual: fen('个人最高额度', 100),
    perPartner: fen('合伙人均额度', 100),
    partners: fen('合伙总额度', 100),
    firm: fen('小微企业额度', 100),
  }),
  terms: on({ individual: term, firm: term }),
  rateCap: v.optional(on({ overLpr: points })),
  subsidy: on({ percent: whole(1, 100, '贴息比例在1到100之间'), ownBelowLpr: v.optional(points) }),
  dayCount: on({ by: dayCount }),
  times: on({ most: whole(1, 20, '次数在1到20之间') }),
  age: v.pipe(
    age,
    v.forward(
      v.check((a) => a.from <= a.to, '前一个年龄不能比后一个大'),
      ['to'],
    ),
  ),
  groups: on({ any: v.pipe(v.array(v.picklist(keysOf<Group>(GROUPS), '没有这一类人员')), v.maxLength(10, '类别太多了')) }),
  trading: on({ shop: months(60), online: months(60) }),
  otherLoans: on({
    exempt: v.pipe(v.array(v.picklist(keysOf<LoanSort>(LOAN_SORTS), '没有这一种贷款')), v.maxLength(6, '种类太多了')),
    consumption: fen('消费贷款'),
  }),
  credit: on({}),
  local: on({}),
  papers: on({ list: v.pipe(v.array(line(60, '材料')), v.maxLength(20, '材料太多了')), photos }),
  guarantee: v.optional(on({ freeUpTo: fen('不用担保的额度') })),
  deadlines: on({
    village: v.optional(workdays),
    town: workdays,
    county: v.optional(workdays),
    hr: workdays,
    guarantor: workdays,
    bank: workdays,
    supplement: workdays,
  }),
}

/** A policy as a county cadre writes it down. */
export const policyBody = v.pipe(
  v.strictObject(policyEntries),
  v.forward(
    v.check((p) => p.validTo === undefined || p.validFrom <= p.validTo, '结束要在开始以后'),
    ['validTo'],
  ),
)
export const policyView = v.object({ id, ...policyEntries })

/** The one-year LPR of a day, in ten-thousandths of a per cent. */
export const lprView = v.strictObject({
  day,
  rate: whole(1, MOST_RATE, 'LPR 以万分之一个百分点为单位，3.45% 写 34500'),
  source: line(100, '出处'),
})
/** The same as the county writes it down: of a day that has one it is a correction, and one far off the last is meant so. */
export const lprBody = v.strictObject({ ...lprView.entries, corrects: v.optional(v.literal(true)), sure: v.optional(v.literal(true)) })

/** All policies and LPRs, the oldest first. */
export const policyList = v.object({ items: v.array(policyView), lpr: v.array(lprView) })

const owed = v.picklist([NO_LOANS, ...keysOf<LoanSort>(LOAN_SORTS)], '没有这一种贷款')
/** What she answers; whatever is left open is named in the reasons. */
const facts = v.strictObject({
  birthday: v.optional(day),
  local: v.optional(v.boolean('请选择是或不是')),
  trade: v.optional(v.picklist(keysOf(TRADES), '请选择生意开始了没有')),
  since: v.optional(day),
  group: v.optional(v.picklist([NO_GROUP, ...keysOf<Group>(GROUPS)], '没有这一类人员')),
  loans: v.optional(
    v.pipe(
      v.array(owed),
      v.minLength(1, '请选择有没有贷款'),
      v.maxLength(7, '贷款种类太多了'),
      v.check((all) => all.length === 1 || !all.includes(NO_LOANS), '选了“没有”，就不能再选别的'),
    ),
  ),
  consumption: v.optional(fen('消费贷款')),
  overdue: v.optional(v.boolean('请选择是或不是')),
  times: v.optional(whole(0, 20, '次数在0到20之间')),
})
/** `policy`: judged by this one; without it by the one that holds today. */
export const eligibilityBody = v.strictObject({ policy: v.optional(id), answers: facts })

export const eligibilityView = v.object({
  eligible: v.boolean(),
  policy: v.object({ id: v.string(), title: v.string(), number: v.string() }),
  /** each rule that stands in the way; with `needs`, because a question is still open */
  reasons: v.array(
    v.object({
      rule: v.picklist(RULES),
      message: v.string(),
      source: v.string(),
      change: v.optional(v.string()),
      needs: v.optional(v.string()),
    }),
  ),
})

/** Fen; the rate in ten-thousandths of a per cent. Without a policy the one counts that holds on the day of release, if it knows such loans.
 * A bullet loan is due at the end of its term: `everyMonths` and `firstDue` say nothing of it. */
export const scheduleBody = v.strictObject({
  principal: fen('金额', 100),
  rate: whole(0, MOST_RATE, `年利率在0到${MOST_RATE / 10_000}%之间，以万分之一个百分点为单位，3.45% 写 34500`),
  style: v.picklist(keysOf<Style>(STYLES), '没有这种还款方式'),
  termMonths: whole(1, LONGEST_MONTHS, `期限在1到${LONGEST_MONTHS}个月之间`),
  everyMonths: v.optional(v.picklist([1, 3], '每1个月或者每3个月还一次'), 1),
  released: day,
  firstDue: v.optional(day),
  dayCount,
  policy: v.optional(id),
  borrower: v.optional(v.picklist(keysOf<Borrower>(BORROWERS), '请选择谁来申报')),
  partners: v.optional(whole(2, 50, '合伙人数在2到50之间')),
})

const sums = { principal: v.number(), interest: v.number(), subsidy: v.number(), share: v.number() }
export const scheduleView = v.object({
  instalments: v.array(v.object({ due: v.string(), ...sums, balance: v.number() })),
  totals: v.object(sums),
  notes: v.array(v.string()),
})

export type PolicyBody = v.InferOutput<typeof policyBody>
export type LprBody = v.InferOutput<typeof lprBody>
export type EligibilityBody = v.InferOutput<typeof eligibilityBody>
export type EligibilityView = v.InferOutput<typeof eligibilityView>
export type ScheduleBody = v.InferOutput<typeof scheduleBody>

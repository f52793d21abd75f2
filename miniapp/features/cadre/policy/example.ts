import { choice, type Fields, money, rate, whole } from '@shared/core/fields'
import { addMonths } from '@shared/core/time'
import { type LoanVerdict, loanVerdicts } from '@shared/features/loan/loan.eligibility'
import { type Plan, type PlanAsked, planOf, planProblems } from '@shared/features/loan/loan.plan'
import { GROUPS, type Lpr, lprOn, type Policy } from '@shared/features/loan/loan.policy'
import { NO_LOANS } from '@shared/features/loan/loan.questions'
import { problemsOf } from '../../../core/answering'
import type { FormAnswers } from '../../../core/field-form'

const groups = Object.keys(GROUPS) as (keyof typeof GROUPS)[]

/** A woman who might come, and what she might want. */
export const EXAMPLE: Fields = {
  years: whole('她多大', 16, 80, '周岁'),
  months: whole('开店几个月了', 0, 600, '个月'),
  group: choice(
    '哪类人员',
    groups.map((value) => ({ value, label: GROUPS[value] })),
  ),
  principal: money('按多少钱算', 10_000, 1_000_000_000),
  termMonths: whole('多长时间', 1, 60, '个月'),
  rate: rate('年利率', 1, 240_000),
}

export const firstExample = (lpr: Lpr | undefined): FormAnswers => ({
  ...{ years: 40, months: 12, group: 'farming', principal: 10_000_000, termMonths: 12 },
  rate: lpr?.rate ?? 30_000,
})

/** What one version says of her. */
export interface Outcome {
  failing: LoanVerdict[]
  /** undefined when it cannot be reckoned; why stands in `why` */
  plan: Plan | undefined
  why: string
}

/** The example under a version on a day; undefined as long as it is not filled in. */
export function outcomeOf(answers: FormAnswers, policy: Policy, lprs: readonly Lpr[], day: string): Outcome | undefined {
  if (Object.keys(problemsOf(Object.keys(EXAMPLE), EXAMPLE, answers)).length > 0) return undefined
  const facts = {
    ...{ birthday: addMonths(day, -12 * Number(answers.years)), since: addMonths(day, -Number(answers.months)) },
    ...{ local: true, trade: 'shop', group: String(answers.group), loans: [NO_LOANS], overdue: false, times: 0 },
  }
  const asked: PlanAsked = {
    ...{ principal: Number(answers.principal), termMonths: Number(answers.termMonths), rate: Number(answers.rate), borrower: 'individual' },
    ...{ style: 'interestOnly', everyMonths: 3, released: day, dayCount: policy.dayCount.by },
  }
  const wrong = Object.values(planProblems(asked, policy))
  const plan = wrong.length > 0 ? undefined : planOf(asked, policy, lprs)
  return {
    failing: loanVerdicts(policy, facts, day).filter(({ ok }) => ok !== true),
    plan,
    why: wrong[0] ?? (plan ? '' : `要用LPR算，${lprOn(lprs, day) ? '' : '那天以前的'}LPR还没有`),
  }
}

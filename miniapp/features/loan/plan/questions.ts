import { choice, type Fields, money, rate, whole } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import { sayRate } from '@shared/features/loan/loan.money'
import { type PlanAsked, planProblems } from '@shared/features/loan/loan.plan'
import { BORROWERS, type Borrower, type Lpr, type Policy } from '@shared/features/loan/loan.policy'
import type { Style } from '@shared/features/loan/loan.schedule'
import { problemsOf } from '../../../core/answering'
import type { FormAnswers } from '../../../core/field-form'

const options = (labels: Readonly<Record<string, string>>) => Object.keys(labels).map((value) => ({ value, label: labels[value] ?? value }))

/** The four ways of paying back, as they are usual: interest by the quarter, instalments by the month. */
const WAYS: Readonly<Record<Style, string>> = {
  interestOnly: '每季付利息，到期还本金',
  equalInstalment: '每月还一样多（等额本息）',
  equalPrincipal: '每月还一样多的本金（等额本金）',
  bullet: '到期一次还清',
}
const TERMS = [6, 12, 24, 36]
const MOST_FEN = 1_000_000_000

const sayTerm = (months: number): string => (months % 12 === 0 ? `${months / 12}年` : `${months}个月`)

/** What has to be known to reckon; `lpr` is the rate that stands in as long as she does not know the bank's. */
export const planQuestions = ({ terms }: Policy, lpr: Lpr | undefined) =>
  ({
    principal: money('按多少钱算', 10_000, MOST_FEN),
    borrower: choice('谁来申报', options(BORROWERS)),
    partners: whole('几个人合伙', 2, 50, '人'),
    termMonths: choice(
      '多长时间',
      TERMS.filter((months) => months <= Math.max(terms.individual, terms.firm)).map((months) => ({
        value: String(months),
        label: sayTerm(months),
      })),
    ),
    style: choice('怎么还', options(WAYS)),
    rate: rate('年利率', 1, 240_000, { hint: `利率由银行定，不知道就先不改${lpr ? `，现在按国家公布的${sayRate(lpr.rate)}算` : ''}` }),
  }) satisfies Fields

/** What stands in the form before she touches it. */
export const firstAnswers = (lpr: Lpr | undefined): FormAnswers => ({
  ...{ borrower: 'individual', termMonths: '12', style: 'interestOnly' },
  ...(lpr ? { rate: lpr.rate } : {}),
})

export const askedOf = (answers: FormAnswers): string[] =>
  ['principal', 'borrower', 'partners', 'termMonths', 'style', 'rate'].filter(
    (name) => name !== 'partners' || answers.borrower === 'partners',
  )

/** The loan that her answers describe, paid out today, or what is wrong with them. */
export function readPlan(answers: FormAnswers, fields: Fields, policy: Policy): { asked?: PlanAsked; problems: Record<string, string> } {
  const problems = problemsOf(askedOf(answers), fields, answers)
  if (Object.keys(problems).length > 0) return { problems }
  const style = answers.style as Style
  const asked: PlanAsked = {
    ...{ principal: Number(answers.principal), rate: Number(answers.rate), style, termMonths: Number(answers.termMonths) },
    ...{ everyMonths: style === 'interestOnly' ? 3 : 1, released: dayOf(new Date().toISOString()), dayCount: policy.dayCount.by },
    ...{ borrower: answers.borrower as Borrower, ...(answers.borrower === 'partners' ? { partners: Number(answers.partners) } : {}) },
  }
  const wrong = planProblems(asked, policy)
  return Object.keys(wrong).length > 0 ? { problems: wrong } : { asked, problems: {} }
}

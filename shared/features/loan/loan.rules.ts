import type { Facts, Verdict } from '../../core/kind'
import { dayOf } from '../../core/time'
import { loanVerdicts, type Rule } from './loan.eligibility'
import { sayRoundYuan } from './loan.money'
import { ceilingOf, dateProblems } from './loan.plan'
import type { Borrower, Policy } from './loan.policy'
import type { LoanFacts } from './loan.questions'
import type { Style } from './loan.schedule'

type Answers = Readonly<Record<string, unknown>>

const RULE_WORDS: Record<Rule, string> = {
  age: '年龄',
  local: '在本县创业',
  trading: '经营时间',
  groups: '人员类别',
  otherLoans: '没有别的贷款',
  credit: '没有逾期',
  times: '享受贴息的次数',
}
/** The question of the declaration that decides a rule. */
const DECIDED_BY: Record<Rule, string> = {
  age: 'idCard',
  local: 'local',
  trading: 'since',
  groups: 'group',
  otherLoans: 'loans',
  credit: 'overdue',
  times: 'times',
}

/** The birthday in an ID number, `YYYY-MM-DD`. */
const birthdayIn = (idCard: string): string => `${idCard.slice(6, 10)}-${idCard.slice(10, 12)}-${idCard.slice(12, 14)}`
/** The 17th figure is even for a woman (GB 11643). */
const isWoman = (idCard: string): boolean => Number(idCard[16]) % 2 === 0

/** What the declaration says of what "May I?" asks. */
function factsIn(answers: Answers): LoanFacts {
  const { idCard, local, group, trade, since, loans, consumption, overdue, times } = answers
  const birthday = typeof idCard === 'string' ? birthdayIn(idCard) : undefined
  return { birthday, local, group, trade, since, loans, consumption, overdue, times } as LoanFacts
}

const ceilingFor = (policy: Policy, { borrower, partners }: Answers) =>
  ceilingOf(policy, (borrower as Borrower | undefined) ?? 'individual', (partners as number | undefined) ?? 2)
const sayMost = ({ number }: Policy, most: number): string => `${number}最高${sayRoundYuan(most)}元`
const sayLongest = ({ number }: Policy, months: number): string => `${number}最长${months}个月`

function sumVerdicts(policy: Policy, answers: Answers): Verdict[] {
  const { most, months } = ceilingFor(policy, answers)
  const { sum, term } = answers
  const within = (rule: string, needs: string, value: unknown, limit: number, why: string): Verdict =>
    typeof value === 'number' ? { rule, needs, ok: value <= limit, ...(value <= limit ? {} : { why }) } : { rule, needs }
  return [within('金额', 'sum', sum, most, sayMost(policy, most)), within('期限', 'term', term, months, sayLongest(policy, months))]
}

function womanVerdict({ idCard }: Answers): Verdict {
  const rule = '本人是妇女'
  if (typeof idCard !== 'string') return { rule, needs: 'idCard' }
  return isWoman(idCard)
    ? { rule, needs: 'idCard', ok: true }
    : { rule, needs: 'idCard', ok: false, why: '这件事是给妇女姐妹办的，请填本人的身份证号' }
}

/**
 * What a policy says of a declaration, rule by rule; the same answers under another policy tell what that one would change.
 * @param today the Chinese day by which she is judged, `YYYY-MM-DD`
 */
export function judgedBy(policy: Policy, answers: Answers, today: string): Verdict[] {
  const byPolicy = loanVerdicts(policy, factsIn(answers), today).map(({ rule, ok, message, change }): Verdict => {
    const why = ok === true ? undefined : [message, change].filter(Boolean).join('；')
    const needs = rule === 'trading' && (answers.trade === undefined || answers.trade === 'notYet') ? 'trade' : DECIDED_BY[rule]
    return { rule: RULE_WORDS[rule], needs, ...(ok === undefined ? {} : { ok }), ...(why ? { why } : {}) }
  })
  return [womanVerdict(answers), ...byPolicy, ...sumVerdicts(policy, answers)]
}

/** By the policy that held when she submitted and on that day; nothing where no policy is known (the phone), refused where none holds. */
export function loanRules({ answers, about, now }: Pick<Facts, 'answers' | 'about' | 'now'>): Verdict[] {
  const policy = about.policy as Policy | null | undefined
  if (policy === undefined) return []
  if (policy === null) return [{ rule: '有可以申报的政策', ok: false, why: '现在没有可以申报的政策，请问县妇联' }]
  return judgedBy(policy, answers, typeof answers.submitted === 'string' ? answers.submitted : dayOf(now))
}

/** Why a sum cannot have been released: over the policy's ceiling, over what she declared, or nobody vouches for so much. */
function sumTrouble(policy: Policy, most: number, { releasedSum, sum, guaranteed, guaranteeFree }: Answers): string | undefined {
  const released = Number(releasedSum)
  if (released > most) return `${sayMost(policy, most)}，超过的不能按贴息贷款登记`
  if (typeof sum === 'number' && released > sum) return `她申报的是${sayRoundYuan(sum)}元；要多放，先请她补正申报的金额`
  if (guaranteed === undefined && released > Number(guaranteeFree)) return `超过${sayRoundYuan(Number(guaranteeFree))}元的要先有担保`
  return undefined
}

/** What is more, or longer, than it can be. */
function overCeiling(policy: Policy, answers: Answers): Record<string, string> {
  const { most, months } = ceilingFor(policy, answers)
  const tooMuch = sumTrouble(policy, most, answers)
  return {
    ...(tooMuch === undefined ? {} : { releasedSum: tooMuch }),
    ...(Number(answers.releasedTerm) > months ? { releasedTerm: `${sayLongest(policy, months)}，超过的不能按贴息贷款登记` } : {}),
  }
}

/**
 * What cannot be in the bank's report of a release, by question. A rate over the policy's cap can be: it is shown, for the bank's figures
 * win. @param today the Chinese day, `YYYY-MM-DD`
 */
export function releaseProblems(policy: Policy, answers: Answers, today: string): Record<string, string> {
  const { submitted, releasedOn, releasedTerm, releasedStyle, everyMonths, firstDue } = answers
  const day = String(releasedOn)
  if (day > today) return { releasedOn: '放款日期不能在今天以后' }
  if (typeof submitted === 'string' && day < submitted) return { releasedOn: '放款日期不能早于她提交申报的日子' }
  const over = overCeiling(policy, answers)
  if (Object.keys(over).length > 0) return over
  const style = releasedStyle as Style
  if (style === 'bullet') return {}
  const [term, every] = [Number(releasedTerm), Number(everyMonths)]
  if (term % every !== 0) return { releasedTerm: '期限要是还款间隔的整数倍' }
  return typeof firstDue === 'string' ? dateProblems({ style, released: day, firstDue, termMonths: term, everyMonths: every }) : {}
}

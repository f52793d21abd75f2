import { choice, choices, day, type Fields, money, whole, yesNo } from '../../core/fields'
import { sayRoundYuan } from './loan.money'
import { GROUPS, LOAN_SORTS, type LoanSort, type Policy } from './loan.policy'

/** What "May I?" needs to know; nobody has to answer everything. */
export interface LoanFacts {
  /** `YYYY-MM-DD` */
  birthday?: string | undefined
  local?: boolean | undefined
  group?: string | undefined
  trade?: string | undefined
  /** `YYYY-MM-DD`: when she began */
  since?: string | undefined
  /** what she or her husband still owes; `none` alone when nothing */
  loans?: readonly string[] | undefined
  /** fen */
  consumption?: number | undefined
  overdue?: boolean | undefined
  /** subsidised loans that she had so far */
  times?: number | undefined
}
export type LoanFact = keyof LoanFacts

export const TRADES = {
  shop: '开店、办厂、种养，已经开始了',
  online: '网上开店，已经开始了',
  notYet: '还没有开始',
} as const
export const NO_LOANS = 'none'
export const NO_GROUP = 'none'

const optionsOf = (labels: Readonly<Record<string, string>>, values: readonly string[]) =>
  values.map((value) => ({ value, label: labels[value] ?? value }))

/** The loans that do not stand in the way: `助学贷款、5万元以内的消费贷款`. */
export const sayExempt = ({ exempt, consumption }: Policy['otherLoans']): string =>
  exempt.map((sort) => `${sort === 'consumption' ? `${sayRoundYuan(consumption)}元以内的` : ''}${LOAN_SORTS[sort]}`).join('、')

/** The questions of "May I?" under a policy, in the order in which they are asked. */
export function loanQuestions({ groups, otherLoans }: Policy) {
  return {
    birthday: day('您的出生日期', { hint: '和身份证上一样' }),
    local: yesNo('您在本县创业吗', { hint: '店、厂、田地在本县，或者营业执照是本县办的' }),
    trade: choice('您的生意开始了吗', optionsOf(TRADES, Object.keys(TRADES))),
    since: day('开始经营的日子', { hint: '营业执照上的日子；没有执照的，按村里证明的日子' }),
    group: choice('您属于哪一类', [...optionsOf(GROUPS, groups.any), { value: NO_GROUP, label: '都不是' }], {
      hint: '拿不准可以先选最像的一类，村妇联会帮您核对',
    }),
    loans: choices('您或爱人有没还清的贷款吗', [{ value: NO_LOANS, label: '没有' }, ...optionsOf(LOAN_SORTS, Object.keys(LOAN_SORTS))], {
      hint: `有几种就选几种。${sayExempt(otherLoans)}不影响申报`,
    }),
    consumption: money('消费贷款还欠多少', 0, 1_000_000_000, { hint: `${sayRoundYuan(otherLoans.consumption)}元以内不影响申报` }),
    overdue: yesNo('您或爱人有逾期没还的贷款或信用卡吗'),
    times: whole('您享受过几次贴息贷款', 0, 20, '次', { hint: '没有就填 0' }),
  } satisfies Fields & Record<LoanFact, unknown>
}

const has = (facts: LoanFacts, sort: LoanSort): boolean => facts.loans?.includes(sort) === true

/** The questions that decide something, given what she has answered so far. */
export function askedNow(policy: Policy, facts: LoanFacts): LoanFact[] {
  const decides: Partial<Record<LoanFact, boolean>> = {
    since: facts.trade === 'shop' || facts.trade === 'online',
    group: policy.groups.any.length > 0,
    consumption: has(facts, 'consumption') && policy.otherLoans.exempt.includes('consumption'),
  }
  const names = Object.keys(loanQuestions(policy)) as LoanFact[]
  return names.filter((name) => decides[name] ?? true)
}

/** What cannot be, by question; `today`: the Chinese day, `YYYY-MM-DD`. */
export function factProblems({ birthday, since }: LoanFacts, today: string): Partial<Record<LoanFact, string>> {
  return {
    ...(birthday !== undefined && birthday > today ? { birthday: '出生日期不能在今天以后' } : {}),
    ...(since !== undefined && since > today ? { since: '开始经营的日子不能在今天以后；还没有开始的，请选“还没有开始”' } : {}),
  }
}

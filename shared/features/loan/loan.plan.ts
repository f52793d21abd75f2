import { addMonths } from '../../core/time'
import { BASIS_POINT, sayRate, sayRoundYuan } from './loan.money'
import { type Borrower, type Lpr, lprOn, type Policy, policyOn, sayBasis } from './loan.policy'
import { type Help, type Loan, type Schedule, scheduleOf } from './loan.schedule'

/** A loan as somebody would like to see it reckoned. */
export interface PlanAsked extends Loan {
  /** who borrows; unless it is said, whoever may borrow so much */
  borrower?: Borrower | undefined
  /** how many together; only counted for partners */
  partners?: number | undefined
}

export interface Plan extends Schedule {
  /** what is to be known about these figures, in her words */
  notes: string[]
}

/** field → what is wrong with it, in her words */
type Problems = Record<string, string>

/** The most that such borrowers may borrow under a policy, in fen, and for how many months. */
export function ceilingOf({ ceilings, terms }: Policy, borrower: Borrower, partners = 2): { most: number; months: number } {
  if (borrower === 'individual') return { most: ceilings.individual, months: terms.individual }
  if (borrower === 'firm') return { most: ceilings.firm, months: terms.firm }
  return { most: Math.min(ceilings.perPartner * partners, ceilings.partners), months: terms.individual }
}

/** The most in any of these ways, and for how long so much may be borrowed. */
function widestFor(policy: Policy, { borrower, partners, principal }: PlanAsked) {
  if (borrower) return ceilingOf(policy, borrower, partners)
  const ways = [ceilingOf(policy, 'individual'), ceilingOf(policy, 'partners', Number.MAX_SAFE_INTEGER), ceilingOf(policy, 'firm')]
  const fitting = ways.filter(({ most }) => principal <= most)
  return { most: Math.max(...ways.map(({ most }) => most)), months: Math.max(0, ...fitting.map(({ months }) => months)) }
}

/** What is wrong with the dates of a loan by themselves. One that is paid back all at once has no first payment before its end. */
export function dateProblems({
  style,
  released,
  firstDue,
  termMonths,
  everyMonths,
}: Pick<PlanAsked, 'style' | 'released' | 'firstDue' | 'termMonths' | 'everyMonths'>): Problems {
  if (style === 'bullet' || firstDue === undefined) return {}
  const latest = addMonths(released, Math.min(termMonths, 2 * everyMonths))
  if (firstDue <= released) return { firstDue: '第一次还款的日子要在放款以后' }
  return firstDue > latest ? { firstDue: '第一次还款的日子离放款太远了' } : {}
}

/** What is wrong with a loan under a policy; nothing when it can be reckoned. */
export function planProblems(asked: PlanAsked, policy: Policy | undefined): Problems {
  const problems = dateProblems(asked)
  if (!policy) return problems
  const { most, months } = widestFor(policy, asked)
  if (asked.principal > most) problems.principal = `${policy.number}最高${sayRoundYuan(most)}元`
  else if (asked.termMonths > months) problems.termMonths = `这么多钱最长${months}个月`
  return problems
}

/** How much of the interest finance pays for a loan of this rate; undefined when it hangs on an LPR that nobody knows. */
export function helpOf({ subsidy: { percent, ownBelowLpr } }: Policy, rate: number, lpr: Pick<Lpr, 'rate'> | undefined): Help | undefined {
  if (ownBelowLpr === undefined) return { rate, percent }
  if (!lpr) return undefined
  const own = Math.max(0, lpr.rate - ownBelowLpr * BASIS_POINT)
  return { rate: Math.max(0, rate - own), percent }
}

/** The dearest rate that a policy has in mind, by the LPR of a day; undefined where it has none, or nobody knows the LPR. */
export const capOf = ({ rateCap }: Policy, lpr: Lpr | undefined): number | undefined =>
  rateCap && lpr && lpr.rate + rateCap.overLpr * BASIS_POINT

function notesOf(policy: Policy, { rate, principal, borrower }: PlanAsked, lpr: Lpr | undefined): string[] {
  const cap = capOf(policy, lpr)
  const tooDear = policy.rateCap && cap !== undefined && rate > cap
  return [
    `按${policy.title}（${policy.number}）算`,
    sayBasis(policy.subsidy.basis),
    ...(policy.subsidy.ownBelowLpr !== undefined && lpr ? [`按${lpr.day}公布的LPR ${sayRate(lpr.rate)}算`] : []),
    ...(tooDear ? [`这个利率超过了${sayRate(cap)}（${sayBasis(policy.rateCap?.basis ?? policy.subsidy.basis)}），请向经办银行问清楚`] : []),
    ...(!borrower && principal > policy.ceilings.individual
      ? [`个人最高${sayRoundYuan(policy.ceilings.individual)}元，这么多要几个人合伙或者以小微企业申报`]
      : []),
    '这是测算，以银行为准；逾期和展期的时候没有贴息',
  ]
}

/**
 * The plan of a loan with what finance pays under a policy, the LPR frozen at the release; without a policy nothing is subsidised.
 * To be asked only when `planProblems` finds none.
 * @returns undefined when the subsidy hangs on an LPR that nobody knows
 */
export function planOf(asked: PlanAsked, policy: Policy | undefined, lprs: readonly Lpr[]): Plan | undefined {
  if (!policy) return { ...scheduleOf(asked), notes: ['没有合这一笔的政策，没有算贴息', '这是测算，以银行为准'] }
  const lpr = lprOn(lprs, asked.released)
  const help = helpOf(policy, asked.rate, lpr)
  return help && { ...scheduleOf(asked, help), notes: notesOf(policy, asked, lpr) }
}

/**
 * The plan of a loan for which nobody has named a policy: by the one that holds on the day of its release. A loan that this one does not
 * know (too much, too long, no LPR yet) has a plan all the same, without subsidy.
 */
export function planByItsDay(asked: PlanAsked, policies: readonly Policy[], lprs: readonly Lpr[]): Plan {
  const policy = policyOn(policies, asked.released)
  const fits = policy && Object.keys(planProblems(asked, policy)).length === 0
  return (fits && planOf(asked, policy, lprs)) || (planOf(asked, undefined, lprs) as Plan)
}

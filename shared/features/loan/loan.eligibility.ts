import { sayYuan } from '../../core/money'
import { addMonths, daysBetween } from '../../core/time'
import { GROUPS, type Group, LOAN_SORTS, type LoanSort, type Policy, sayBasis } from './loan.policy'
import { type LoanFact, type LoanFacts, NO_LOANS, sayExempt } from './loan.questions'

/** What one rule says of her. `ok` is undefined as long as a fact is missing. */
interface Judged {
  ok?: boolean
  /** in her words */
  message: string
  /** the smallest change that would help, with its day where time alone helps */
  change?: string
  /** the question whose answer decides */
  needs?: LoanFact
}
export const RULES = ['age', 'local', 'trading', 'groups', 'otherLoans', 'credit', 'times'] as const
export type Rule = (typeof RULES)[number]

export interface LoanVerdict extends Judged {
  rule: Rule
  /** what the rule rests on */
  source: string
}

const unknown = (needs: LoanFact, what: string): Judged => ({ needs, message: `还要知道${what}` })

/** `3月12日`, with the year unless it is the year of `today`. */
function sayDate(day: string, today: string): string {
  const [year, month, date] = day.split('-').map(Number)
  const [thisYear] = today.split('-').map(Number)
  const lead = year === thisYear ? '' : year === (thisYear ?? 0) + 1 ? '明年' : `${year}年`
  return `${lead}${month}月${date}日`
}

/** `约2个月`, `12天`: how long it is until a day. */
function sayUntil(day: string, today: string): string {
  const days = daysBetween(today, day)
  return days < 25 ? `${days}天` : `约${Math.round(days / 30)}个月`
}

/** Completed years on a day. */
function yearsOf(birthday: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthday.slice(0, 4))
  return addMonths(birthday, years * 12) <= today ? years : years - 1
}

function judgeAge({ age: { from, to } }: Policy, { birthday }: LoanFacts, today: string): Judged {
  if (birthday === undefined) return unknown('birthday', '您的出生日期')
  const years = yearsOf(birthday, today)
  if (years > to) return { ok: false, message: `这项政策是给${from}到${to}周岁的姐妹的，您${years}周岁` }
  if (years >= from) return { ok: true, message: `${from}到${to}周岁，您${years}周岁` }
  const grown = addMonths(birthday, from * 12)
  return { ok: false, message: `要满${from}周岁，您现在${years}周岁`, change: `到${sayDate(grown, today)}满${from}周岁后就符合` }
}

function judgeLocal(_policy: Policy, { local }: LoanFacts): Judged {
  if (local === undefined) return unknown('local', '您在哪里创业')
  if (local) return { ok: true, message: '在本县创业' }
  return { ok: false, message: '要在本县创业', change: '把生意办到本县后就符合；也可以问问创业所在县的妇联' }
}

function judgeTrading({ trading }: Policy, { trade, since }: LoanFacts, today: string): Judged {
  const needed = trade === 'online' ? trading.online : trading.shop
  const rule = needed === 0 ? '已经开始经营' : `${trade === 'online' ? '网店' : ''}要经营满${needed}个月`
  if (trade === undefined) return unknown('trade', '您的生意开始了没有')
  if (trade === 'notYet') {
    const both = trading.online === needed ? '' : `（网店满${trading.online}个月）`
    return { ok: false, message: `${rule}${both}`, change: needed === 0 ? '开始经营后就符合' : `开始经营满${needed}个月${both}后就符合` }
  }
  if (since === undefined) return unknown('since', '您从哪天开始经营')
  const ready = addMonths(since, needed)
  if (ready <= today) return { ok: true, message: needed === 0 ? rule : `${rule}，已经满了` }
  return {
    ok: false,
    message: `${rule}，您从${sayDate(since, today)}开始，还没有满`,
    change: `再经营${sayUntil(ready, today)}、到${sayDate(ready, today)}后就符合`,
  }
}

function judgeGroups({ groups: { any } }: Policy, { group }: LoanFacts): Judged {
  if (any.length === 0) return { ok: true, message: '不分人员类别' }
  if (group === undefined) return unknown('group', '您属于哪一类人员')
  if (any.includes(group as Group)) return { ok: true, message: GROUPS[group as Group] }
  return { ok: false, message: `要属于其中一类：${any.map((one) => GROUPS[one]).join('、')}。拿不准请问村妇联` }
}

function judgeOtherLoans({ otherLoans }: Policy, { loans, consumption }: LoanFacts): Judged {
  if (loans === undefined) return unknown('loans', '您和爱人有没有没还清的贷款')
  const owed = loans.filter((sort): sort is LoanSort => sort !== NO_LOANS)
  const rule = `您和爱人不能有别的贷款（${sayExempt(otherLoans)}不算）`
  const inTheWay = owed.filter((sort) => !otherLoans.exempt.includes(sort))
  if (inTheWay.length > 0) return { ok: false, message: rule, change: `还清${inTheWay.map((sort) => LOAN_SORTS[sort]).join('、')}后就符合` }
  if (!owed.includes('consumption')) return { ok: true, message: owed.length > 0 ? '这些贷款不影响申报' : '没有别的贷款' }
  if (consumption === undefined) return unknown('consumption', '消费贷款还欠多少')
  const over = consumption - otherLoans.consumption
  if (over <= 0) return { ok: true, message: '这些贷款不影响申报' }
  return { ok: false, message: rule, change: `消费贷款再还${sayYuan(over, true)}元后就符合` }
}

function judgeCredit(_policy: Policy, { overdue }: LoanFacts): Judged {
  if (overdue === undefined) return unknown('overdue', '您和爱人有没有逾期')
  if (!overdue) return { ok: true, message: '没有逾期' }
  return { ok: false, message: '您和爱人不能有逾期没还的贷款或信用卡', change: '还清逾期的钱后就可以再来看看' }
}

function judgeTimes({ times: { most } }: Policy, { times }: LoanFacts): Judged {
  if (times === undefined) return unknown('times', '您享受过几次贴息')
  if (times < most) return { ok: true, message: `最多${most}次贴息，您享受过${times}次` }
  return { ok: false, message: `一个人最多享受${most}次贴息，您已经享受过${times}次` }
}

const JUDGES: Record<Rule, (policy: Policy, facts: LoanFacts, today: string) => Judged> = {
  age: judgeAge,
  local: judgeLocal,
  trading: judgeTrading,
  groups: judgeGroups,
  otherLoans: judgeOtherLoans,
  credit: judgeCredit,
  times: judgeTimes,
}

/**
 * Each rule of a policy and what it says of her: the same facts under another policy tell what that one would change.
 * @param today the Chinese day on which she asks, `YYYY-MM-DD`
 */
export const loanVerdicts = (policy: Policy, facts: LoanFacts, today: string): LoanVerdict[] =>
  RULES.map((rule) => ({ rule, source: sayBasis(policy[rule].basis), ...JUDGES[rule](policy, facts, today) }))

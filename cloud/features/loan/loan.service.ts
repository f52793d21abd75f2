import { AppError, invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import { loanVerdicts } from '@shared/features/loan/loan.eligibility'
import { type Plan, planByItsDay, planOf, planProblems } from '@shared/features/loan/loan.plan'
import { SEEDED_LPR } from '@shared/features/loan/loan.policies'
import { type Lpr, lprDoubt, type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { factProblems } from '@shared/features/loan/loan.questions'
import type { EligibilityBody, EligibilityView, LprBody, PolicyBody, ScheduleBody } from '@shared/features/loan/loan.schema'
import type { Caller } from '../../core/caller'
import { type Database, isDuplicate, type Manager } from '../../core/database'
import type { Versions } from './loan.versions'

export interface Loans {
  /** all policies in the order in which they came, and all LPRs, the oldest first */
  list(): Promise<{ items: Policy[]; lpr: Lpr[] }>
  /** @throws AppError notFound */
  show(id: string): Promise<Policy>
  /** @throws AppError notAllowed, invalidInput */
  add(m: Manager, caller: Caller, id: string, body: PolicyBody, now: string): Promise<void>
  /** @throws AppError notAllowed, invalidInput */
  addLpr(m: Manager, caller: Caller, body: LprBody, now: string): Promise<void>
  /** "May I?" @throws AppError invalidInput */
  judge(body: EligibilityBody, now: string): Promise<EligibilityView>
  /** each payment of a loan, and what finance pays of it @throws AppError invalidInput */
  plan(body: ScheduleBody): Promise<Plan>
}

function needCounty(caller: Caller): void {
  if (!caller.grants.some(({ role }) => role === 'county')) throw new AppError('notAllowed', '政策由县妇联维护')
}

/** The policy that is named, else the one that holds on a day. */
function chosen(policies: readonly Policy[], id: string | undefined, day: string): Policy {
  const policy = id === undefined ? policyOn(policies, day) : policies.find((one) => one.id === id)
  return policy ?? invalid({ policy: '没有这个政策版本，请重新选择' })
}

function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) invalid(problems)
}

/** The subsidised loan: what the policies say, and what comes of it for one woman. Nothing that she asks here is kept. */
export const loanService = (db: Database, versions: Versions): Loans => ({
  list: async () => ({ items: await versions.policies(db.read), lpr: await versions.lprs(db.read) }),
  show: async (id) => {
    const policy = (await versions.policies(db.read)).find((one) => one.id === id)
    if (!policy) throw new AppError('notFound', '没有这个政策版本')
    return policy
  },
  add: async (m, caller, id, policy, now) => {
    needCounty(caller)
    if (policy.validFrom < dayOf(now)) invalid({ validFrom: '要从今天或以后的日子开始：已经按老办法看过的，不能再变' })
    await versions.add(m, id, policy, { account: caller.account, now })
  },
  addLpr: async (m, caller, body, now) => {
    needCounty(caller)
    const { corrects, sure, ...lpr } = body
    if (lpr.day > dayOf(now)) invalid({ day: '这一天还没有到' })
    if (SEEDED_LPR.some(({ day }) => day === lpr.day)) invalid({ day: '这一天的LPR系统里本来就有' })
    const all = await versions.lprs(m)
    const known = () => invalid({ day: '这一天的LPR刚有人记过，请刷新再看' })
    if (all.some(({ day }) => day === lpr.day) !== (corrects === true)) known()
    const doubt = lprDoubt(all, lpr)
    if (doubt !== undefined && !sure) invalid({ rate: doubt })
    const written = versions.addLpr(m, lpr, { account: caller.account, now })
    await written.catch((error) => (isDuplicate(error) ? known() : Promise.reject(error)))
  },
  judge: async ({ policy: id, answers }, now) => {
    const today = dayOf(now)
    refuse(factProblems(answers, today))
    const policy = chosen(await versions.policies(db.read), id, today)
    const open = loanVerdicts(policy, answers, today).filter(({ ok }) => ok !== true)
    return {
      eligible: open.length === 0,
      policy: { id: policy.id, title: policy.title, number: policy.number },
      reasons: open.map(({ ok: _, ...reason }) => reason),
    }
  },
  plan: async ({ policy: id, ...asked }) => {
    const [policies, lprs] = [await versions.policies(db.read), await versions.lprs(db.read)]
    if (id === undefined) {
      refuse(planProblems(asked, undefined))
      return planByItsDay(asked, policies, lprs)
    }
    const policy = chosen(policies, id, asked.released)
    refuse(planProblems(asked, policy))
    return planOf(asked, policy, lprs) ?? invalid({ released: `这个政策的贴息要用LPR，${lprs[0]?.day}以前还没有` })
  },
})

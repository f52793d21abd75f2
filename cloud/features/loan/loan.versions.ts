import { SEEDED_LPR, SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import type { Lpr, Policy } from '@shared/features/loan/loan.policy'
import type { PolicyBody } from '@shared/features/loan/loan.schema'
import { insert, type Manager } from '../../core/database'
import type { Marks } from '../../core/marks'
import { LoanLpr, LoanPolicy } from './loan.entity'

interface By {
  account: string
  now: string
}

/** Policies and LPRs as the program brings them along and as the county has added to them. */
export interface Versions {
  /** all policies in the order in which they came */
  policies(m: Manager): Promise<Policy[]>
  /** all LPRs, the oldest first */
  lprs(m: Manager): Promise<Lpr[]>
  add(m: Manager, id: string, policy: PolicyBody, by: By): Promise<void>
  /** one more of its day, which holds from now on; what was released keeps the one of its release */
  addLpr(m: Manager, lpr: Lpr, by: By): Promise<void>
}

/** Rows are only added, each with a mark: who can only write the database invents no subsidy. One that was changed counts as none. */
export function versionsOf(marks: Marks): Versions {
  const ofPolicy = ({ id, body, createdBy, createdAt }: Omit<LoanPolicy, 'mark'>) => [id, body, createdBy, createdAt] as const
  const ofLpr = ({ day, rate, source, createdBy, createdAt }: Omit<LoanLpr, 'mark' | 'no'>) =>
    [day, rate, source, createdBy, createdAt] as const
  return {
    policies: async (m) => {
      const rows = await m.find(LoanPolicy, { order: { createdAt: 'ASC', id: 'ASC' } })
      const whole = rows.filter((row) => marks.hold('loan_policy', ofPolicy(row), row.mark))
      return [...SEEDED_POLICIES, ...whole.map(({ id, body }): Policy => ({ ...JSON.parse(body), id }))]
    },
    lprs: async (m) => {
      const rows = await m.find(LoanLpr, { order: { day: 'ASC', no: 'ASC' } })
      const whole = rows.filter((row) => marks.hold('loan_lpr', ofLpr(row), row.mark))
      const added = new Map(whole.map(({ day, rate, source }) => [day, { day, rate, source }]))
      return [...SEEDED_LPR, ...added.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
    },
    add: (m, id, policy, { account, now }) => {
      const row = { id, body: JSON.stringify(policy), createdBy: account, createdAt: now }
      return insert(m, LoanPolicy, { ...row, mark: marks.of('loan_policy', ofPolicy(row)) })
    },
    addLpr: async (m, lpr, { account, now }) => {
      const before = await m.find(LoanLpr, { where: { day: lpr.day }, order: { no: 'DESC' }, take: 1 })
      const row = { ...lpr, no: (before[0]?.no ?? 0) + 1, createdBy: account, createdAt: now }
      return insert(m, LoanLpr, { ...row, mark: marks.of('loan_lpr', ofLpr(row)) })
    },
  }
}

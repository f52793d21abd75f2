import { AppError, invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import { guaranteeOf } from '@shared/features/loan/loan.guarantee'
import { type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { releaseProblems } from '@shared/features/loan/loan.rules'
import type { Manager } from '../../core/database'
import type { EffectContext, Effects, Grounds } from '../../core/kind-ports'
import type { Versions } from './loan.versions'

/** What the kind's rules look at: the policy by which she was judged, before that the one that holds today; null where none does. */
export const loanGrounds = (versions: Versions): Grounds => ({
  loan: async (m, { answers }, now) => {
    const policies = await versions.policies(m)
    const policy = answers.policy === undefined ? policyOn(policies, dayOf(now)) : policies.find(({ id }) => id === answers.policy)
    return { policy: policy ?? null }
  },
})

/** What of a policy is written down with a declaration: which it is, and what decides its road. */
const judgedBy = (policy: Policy) => ({ policy: policy.id, guaranteeFree: guaranteeOf(policy).freeUpTo })

type Writes = (m: Manager, context: EffectContext) => Promise<void>

/** What the bank reported is written down once it can be. @throws AppError invalidInput */
async function reported(m: Manager, context: EffectContext, write: Writes): Promise<void> {
  const policy = context.about.policy as Policy | null
  if (!policy) throw new AppError('notOpen', '这件申报所按的政策版本被改动过，请联系管理员')
  const problems = releaseProblems(policy, context.row.answers, dayOf(context.now))
  if (Object.keys(problems).length > 0) invalid(problems)
  await write(m, context)
}

/** What happens with the moves of a declaration. `release` begins the book of a loan that was paid out, `amend` puts its figures right. */
export const loanEffects = ({ release, amend }: { release: Writes; amend: Writes }): Effects => ({
  'loan.submit': async (_m, { about, now }) => ({
    record: { ...judgedBy(about.policy as Policy), submitted: dayOf(now) },
  }),
  'loan.release': async (m, context) => {
    await reported(m, context, release)
    return {}
  },
  'loan.amend': async (m, context) => {
    await reported(m, context, amend)
    return { found: { amended: true } }
  },
  'loan.reopen': async () => ({ found: { reopened: true } }),
})

import { invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import { policyOn } from '@shared/features/loan/loan.policy'
import { releaseProblems } from '@shared/features/loan/loan.rules'
import type { Manager } from '../../core/database'
import type { EffectContext, Effects, Grounds } from '../../core/kind-ports'
import { policiesOf } from './loan.service'

/** What the kind's rules look at: the policy by which she was judged, before that the one that holds today; null where none does. */
export const loanGrounds: Grounds = {
  loan: async (m, { answers }, now) => {
    const policies = await policiesOf(m)
    const policy = answers.policy === undefined ? policyOn(policies, dayOf(now)) : policies.find(({ id }) => id === answers.policy)
    return { policy: policy ?? null }
  },
}

/** What happens with the moves of a declaration. `begin`: the book of a loan that was paid out. */
export const loanEffects = (begin: (m: Manager, context: EffectContext) => Promise<void>): Effects => ({
  'loan.submit': async (_m, { about, now }) => ({
    record: { policy: (about.policy as { id: string }).id, submitted: dayOf(now) },
  }),
  'loan.release': async (m, context) => {
    const problems = releaseProblems(context.row.answers, dayOf(context.now))
    if (Object.keys(problems).length > 0) invalid(problems)
    await begin(m, context)
    return {}
  },
})

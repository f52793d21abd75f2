import { dayOf } from '@shared/core/time'
import { SEEDED_LPR } from '@shared/features/loan/loan.policies'
import { type All, shownFaults, told } from './stored.reading'

/** Every text in a policy, wherever it stands. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []

/** Policies hold from a day on that had not passed, and bound what they bound in the right order; an LPR is of one day, and of the past. */
export function loanFaults({ policies, lprs }: All): string[] {
  const wrong = policies.flatMap(({ id, body, createdAt }) => {
    const policy = JSON.parse(body)
    return [
      ...told([
        policy.validFrom < dayOf(createdAt) && `policy ${id} changes what was judged before it was there`,
        policy.validTo < policy.validFrom && `policy ${id} never holds`,
        policy.age.from > policy.age.to && `policy ${id} is for nobody`,
        !(policy.subsidy.percent >= 1 && policy.subsidy.percent <= 100) && `policy ${id} pays ${policy.subsidy.percent} %`,
      ]),
      ...textsOf(policy).flatMap((text) => shownFaults(`policy ${id}`, text, 100)),
    ]
  })
  const known = new Set(SEEDED_LPR.map(({ day }) => day))
  const odd = lprs.flatMap(({ day, rate, source, createdAt }) => [
    ...told([
      known.has(day) && `the LPR of ${day} is there twice`,
      day > dayOf(createdAt) && `the LPR of ${day} was written down before it was published`,
      !(rate > 0 && rate <= 240_000) && `the LPR of ${day} is ${rate}`,
    ]),
    ...shownFaults(`the LPR of ${day}`, source, 100),
  ])
  return [...wrong, ...odd]
}

import type { Basis, Policy } from './loan.policy'

type Deadlines = Policy['deadlines'] & { village: number; county: number }

// What stands for a policy that does not say so: no text of the whole country names days for village and county.
const COMMON: Basis = { text: '各地办法里的办理时限；文件没有写村里和县里的，按5个工作日', read: 'copy' }
const USUAL: Deadlines = { ...{ village: 5, town: 10, county: 5, hr: 7, guarantor: 3, bank: 5, supplement: 5 }, basis: COMMON }

/** In how many working days each office is to be done under a policy; of none the usual ones. */
export function deadlinesOf(policy?: Pick<Policy, 'deadlines'> | null): Deadlines {
  if (!policy) return USUAL
  const { village = USUAL.village, county = USUAL.county, ...said } = policy.deadlines
  return { ...said, village, county }
}

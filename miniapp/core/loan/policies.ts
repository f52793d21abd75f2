import { dayOf } from '@shared/core/time'
import { SEEDED_LPR, SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { type Lpr, type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { useEffect } from 'react'
import { get } from '../api'
import { cell, useCell } from '../cell'
import { once } from '../once'
import { keep, recall } from '../storage'

export interface Known {
  items: readonly Policy[]
  lpr: readonly Lpr[]
}

const KEY = 'loan-policies'
const known = cell<Known>({ items: SEEDED_POLICIES, lpr: SEEDED_LPR })

const fetchKnown = once(async () => {
  const fresh = await get<Known>('/loan/policies')
  known.set(fresh)
  await keep(KEY, fresh)
})

/** The policy that holds today, as far as this phone knows. */
export async function policyOfToday(): Promise<Policy | undefined> {
  await load()
  return policyOn(known.get().items, dayOf(new Date().toISOString()))
}

/** What the cloud says now; without signal what it said last, and before it ever said anything what came with the program. */
async function load(): Promise<void> {
  const asking = fetchKnown()
  const kept = await recall<Known>(KEY)
  if (kept && known.get().items === SEEDED_POLICIES) known.set(kept)
  await asking.catch(() => undefined)
}

/** The policies and rates that this phone knows; something is known from the first moment. */
export function useLoanPolicies(): Known {
  useEffect(() => {
    void load()
  }, [])
  return useCell(known)
}

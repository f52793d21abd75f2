import { AppError } from '@shared/core/errors'
import { addDays, dayOf } from '@shared/core/time'
import { changeMany, find, findOne, type Manager } from '../../core/database'
import type { KnownChild } from './pairing.ports'
import { PairingPlan, PairingPlanPair } from './plan.entity'

const STALE = '这份方案已经过时，请县里重新排一次'
/** A proposal for a county is as good as what it was made of. */
const PLAN_DAYS = 7

export const isFresh = (plan: Pick<PairingPlan, 'madeAt'>, now: string): boolean => dayOf(now) <= addDays(dayOf(plan.madeAt), PLAN_DAYS)
export const newestPlan = async (m: Manager, countyId: string): Promise<PairingPlan | undefined> =>
  (await find(m, PairingPlan, { countyId }, { order: { id: 'DESC' }, limit: 1 }))[0]

/** The pair stands in the newest proposal of the county, which is fresh. A team's is approved with the first of it who is asked. @throws AppError staleVersion */
export async function takeFromPlan(
  m: Manager,
  planId: string,
  { id: childId, chain }: KnownChild,
  giver: string,
  now: string,
): Promise<void> {
  const newest = await newestPlan(m, chain.county)
  const pair = { planId, childId, motherId: giver }
  const found = newest?.id === planId && isFresh(newest, now) && (await findOne(m, PairingPlanPair, pair))
  if (!found) throw new AppError('staleVersion', STALE)
  await changeMany(m, PairingPlanPair, 'plan_id = :planId AND child_id = :childId AND mother_id = :motherId', pair, { asked: true })
}

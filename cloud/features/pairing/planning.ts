import { AppError } from '@shared/core/errors'
import type { PlanView } from '@shared/features/pairing/pairing.schema'
import type { Mode, Proposal } from '@shared/features/pairing/proposal'
import type { Caller } from '../../core/caller'
import { findOne, insert, type Manager } from '../../core/database'
import { isFresh, newestPlan } from './pairing.effects'
import { PairingChild, PairingPlan, PairingPlanPair } from './pairing.entity'
import type { PairingParts } from './pairing.ports'
import { factsOfChild, giversOf } from './ranking'

const PAGE = 50

function countyOf(caller: Caller): string {
  const county = caller.grants.find(({ role }) => role === 'county')?.place
  if (!county) throw new AppError('notAllowed', '全县的方案由县妇联来排')
  return county
}

/** Pairs for all children of a county that have nobody. They are only proposed: each is approved by itself, as a pairing of its own. */
export function planningService({ db, ports }: PairingParts) {
  return {
    /** outside of the unit: it takes a while, and is worked out beside the server @throws AppError notAllowed */
    prepare: async (caller: Caller, mode: Mode, now: string): Promise<{ county: string; proposal: Proposal }> => {
      const county = countyOf(caller)
      if (mode === 'team')
        throw new AppError('invalidInput', '小组请一个孩子一个孩子来选', { fields: { mode: '小组请一个孩子一个孩子来选' } })
      const taken = new Set((await db.read.find(PairingChild)).flatMap(({ childId, live }) => (live > 0 ? [childId] : [])))
      const children = (await ports.children.ofCounty(county, now)).filter(({ id }) => !taken.has(id)).map(factsOfChild)
      const givers = await giversOf({ ports }, db.read, county, mode, now)
      return { county, proposal: await ports.propose({ children, givers }) }
    },
    keep: async (
      m: Manager,
      caller: Caller,
      id: string,
      { county, mode, proposal, now }: { county: string; mode: Mode; proposal: Proposal; now: string },
    ): Promise<void> => {
      await insert(m, PairingPlan, { id, countyId: county, mode, total: proposal.total, madeBy: caller.account, madeAt: now })
      const rows = proposal.pairs.map(({ child, giver, score }) => ({ planId: id, childId: child, motherId: giver, score, asked: false }))
      for (let at = 0; at < rows.length; at += PAGE) await insert(m, PairingPlanPair, rows.slice(at, at + PAGE))
    },
    /** @throws AppError notAllowed, notFound */
    show: async (caller: Caller, id: string, after: string | undefined, now: string): Promise<PlanView> => {
      const countyId = countyOf(caller)
      const plan = await findOne(db.read, PairingPlan, { id })
      if (plan?.countyId !== countyId) throw new AppError('notFound', '没有找到这份方案')
      const [child = '', mother = ''] = (after ?? '').split('~')
      const found = await db.read
        .createQueryBuilder(PairingPlanPair, 'p')
        .where('p.planId = :id AND (p.childId > :child OR (p.childId = :child AND p.motherId > :mother))', { id, child, mother })
        .orderBy('p.childId')
        .addOrderBy('p.motherId')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE)
      const names = await ports.names(
        caller,
        rows.map(({ motherId }) => motherId),
      )
      const items = await Promise.all(
        rows.map(async ({ childId, motherId, score, asked }) => ({
          ...{ child: childId, code: (await ports.children.look(db.read, childId, now)).code },
          ...{ mother: { id: motherId, name: names.get(motherId)?.name || null }, score, asked },
        })),
      )
      const last = rows.at(-1)
      return {
        ...{ id, mode: plan.mode as Mode, total: plan.total, madeAt: plan.madeAt },
        stale: (await newestPlan(db.read, countyId))?.id !== id || !isFresh(plan, now),
        pairs: { items, next: found.length > PAGE && last ? `${last.childId}~${last.motherId}` : null },
      }
    },
  }
}
export type Planning = ReturnType<typeof planningService>

import { AppError } from '@shared/core/errors'
import { childFacts } from '@shared/features/pairing/pairing.rules'
import type { PlanHead, PlanOpen, PlanView } from '@shared/features/pairing/plan.schema'
import type { Mode, Proposal } from '@shared/features/pairing/proposal'
import { MoreThan } from 'typeorm'
import type { Caller } from '../../core/caller'
import { findOne, insert, type Manager } from '../../core/database'
import { ownPlace } from '../../core/list-place'
import { PairingChild } from './pairing.entity'
import type { PairingParts } from './pairing.ports'
import { PairingPlan, PairingPlanOpen, PairingPlanPair } from './plan.entity'
import { isFresh, newestPlan } from './plan.store'
import { giversOf } from './ranking'
import { membersOf } from './team.store'

const PAGE = 50

const countyOf = (caller: Caller, wanted?: string): string => ownPlace(caller, ['county'], wanted, '全县的方案由县妇联来排').place

/** Rows in handfuls: one statement takes only so many values. */
async function insertAll<E extends object>(m: Manager, entity: new () => E, rows: readonly E[]): Promise<void> {
  for (let at = 0; at < rows.length; at += PAGE) await insert(m, entity, rows.slice(at, at + PAGE))
}

/** Pairs for all children of a county that have nobody. They are only proposed: each is approved by itself, as a pairing of its own. */
export function planningService({ db, ports, teamNames }: PairingParts) {
  const headOf = async ({ id, mode, total, madeAt, countyId }: PairingPlan, now: string): Promise<PlanHead> => {
    const stale = (await newestPlan(db.read, countyId))?.id !== id || !isFresh({ madeAt }, now)
    return { id, mode: mode as Mode, total, madeAt, stale }
  }
  const mustFind = async (caller: Caller, id: string): Promise<PairingPlan> => {
    countyOf(caller)
    const plan = await findOne(db.read, PairingPlan, { id })
    if (!plan || !caller.grants.some(({ role, place }) => role === 'county' && place === plan.countyId))
      throw new AppError('notFound', '没有找到这份方案')
    return plan
  }
  /** Rows with the coded names of their children; one whose record was changed outside is left out. */
  const coded = async <R extends { childId: string }>(rows: readonly R[], now: string): Promise<(R & { code: string })[]> => {
    const found = await Promise.all(rows.map(({ childId }) => ports.children.ifWhole(db.read, childId, now)))
    return rows.flatMap((row, n) => (found[n] ? [{ ...row, code: found[n].code }] : []))
  }

  return {
    /** outside of the unit: it takes a while, and is worked out beside the server @throws AppError notAllowed */
    prepare: async (
      caller: Caller,
      { mode, place }: { mode: Mode; place?: string | undefined },
      now: string,
    ): Promise<{ county: string; proposal: Proposal }> => {
      const county = countyOf(caller, place)
      const taken = new Set((await db.read.findBy(PairingChild, { live: MoreThan(0) })).map(({ childId }) => childId))
      const children = (await ports.children.ofCounty(county)).filter(({ id }) => !taken.has(id)).map(childFacts)
      const givers = await giversOf({ ports }, db.read, county, { mode }, now)
      return { county, proposal: await ports.propose({ children, givers }) }
    },
    keep: async (
      m: Manager,
      caller: Caller,
      id: string,
      { county, mode, proposal, now }: { county: string; mode: Mode; proposal: Proposal; now: string },
    ): Promise<void> => {
      await insert(m, PairingPlan, { id, countyId: county, mode, total: proposal.total, madeBy: caller.account, madeAt: now })
      const pairs = proposal.pairs.map(({ child, giver, score }) => ({ planId: id, childId: child, motherId: giver, score, asked: false }))
      await insertAll(m, PairingPlanPair, pairs)
      const open = proposal.open.map(({ child, why }) => ({ planId: id, childId: child, why }))
      await insertAll(m, PairingPlanOpen, open)
    },
    /** @throws AppError notAllowed */
    newest: async (caller: Caller, place: string | undefined, now: string): Promise<{ plan: PlanHead | null }> => {
      const plan = await newestPlan(db.read, countyOf(caller, place))
      return { plan: plan ? await headOf(plan, now) : null }
    },
    /** @throws AppError notAllowed, notFound */
    show: async (caller: Caller, id: string, after: string | undefined, now: string): Promise<PlanView> => {
      const plan = await mustFind(caller, id)
      const [child = '', mother = ''] = (after ?? '').split('~')
      const found = await db.read
        .createQueryBuilder(PairingPlanPair, 'p')
        .where('p.planId = :id AND (p.childId > :child OR (p.childId = :child AND p.motherId > :mother))', { id, child, mother })
        .orderBy('p.childId')
        .addOrderBy('p.motherId')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE)
      const givers = [...new Set(rows.map(({ motherId }) => motherId))]
      const isTeam = plan.mode === 'team' && givers.length > 0
      const teams = isTeam ? await teamNames.of(db.read, givers) : new Map<string, string>()
      const members = isTeam ? await membersOf(db.read, givers) : new Map<string, readonly string[]>()
      const mothersOf = (giver: string): readonly string[] => (isTeam ? (members.get(giver) ?? []) : [giver])
      const names = await ports.names(caller, givers.flatMap(mothersOf))
      const items = (await coded(rows, now)).map(({ childId, motherId, code, score, asked }) => ({
        ...{ child: childId, code, score, asked },
        team: isTeam ? { id: motherId, name: teams.get(motherId) ?? '' } : null,
        mothers: mothersOf(motherId).map((one) => ({ id: one, name: names.get(one)?.name || null })),
      }))
      const last = rows.at(-1)
      return {
        ...(await headOf(plan, now)),
        pairs: { items, next: found.length > PAGE && last ? `${last.childId}~${last.motherId}` : null },
      }
    },
    /** who stays open, and why @throws AppError notAllowed, notFound */
    open: async (caller: Caller, id: string, after: string | undefined, now: string): Promise<PlanOpen> => {
      await mustFind(caller, id)
      const found = await db.read
        .createQueryBuilder(PairingPlanOpen, 'o')
        .where('o.planId = :id AND o.childId > :after', { id, after: after ?? '' })
        .orderBy('o.childId')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE)
      const items = (await coded(rows, now)).map(({ childId, code, why }) => ({ child: childId, code, why: why as 'nobody' | 'taken' }))
      return { items, next: found.length > PAGE ? (rows.at(-1)?.childId ?? null) : null }
    },
  }
}
export type Planning = ReturnType<typeof planningService>

import type { Atlas } from '../../core/atlas'
import { find, type Manager } from '../../core/database'
import type { Effects, Releases } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import type { Sealer } from '../../core/seal'
import { remindOfCompany } from './company'
import { forgetDiaries } from './diary.clock'
import { diaryRoutes } from './diary.routes'
import { diaryService } from './diary.service'
import { diaryStore } from './diary.store'
import { kinService } from './kin'
import { forgetting, pairingReleases } from './leaving'
import { livingService } from './living'
import { pairingEffects } from './pairing.effects'
import { Pairing } from './pairing.entity'
import type { Erasing, PairingParts } from './pairing.ports'
import { pairingRoutes } from './pairing.routes'
import { planRoutes } from './plan.routes'
import { planningService } from './planning'
import { proposing } from './proposing'
import { type PairsOfChildren, pairsOfChildren } from './raising'
import { rankingOf } from './ranking'
import { recallingEffects } from './recalling'
import { restingEffects } from './resting'
import { seeingService } from './seeing'
import { teamRoutes } from './team.routes'
import { teamNames } from './team.store'
import { teamsService } from './teams'

interface Wired extends PairsOfChildren {
  routes: Route[]
  effects: Effects
  releases: Releases
  /** pairings of a child that have not begun: its guardian is to be asked for each */
  asking(m: Manager, childId: string): Promise<string[]>
  /** ends whatever pairs a child has */
  unpair(m: Manager, childId: string, atlas: Atlas, now: string): Promise<void>
  /** destroys what was written and known in the pairings of a child */
  forget(m: Manager, childId: string, by: Erasing): Promise<void>
  /** reminds of children who have been without company for long; resolves to how many there were */
  remind(now: string): Promise<number>
  /** destroys diaries of pairings that have long been over; resolves to how many were looked at */
  forgetDiaries(now: string): Promise<number>
}

/** Pairs of caring mothers and children as one. */
export function pairingsOf({ seal, ...parts }: Omit<PairingParts, 'diaries' | 'teamNames'> & { seal: Sealer }): Wired {
  const of: PairingParts = { ...parts, diaries: diaryStore(seal), teamNames: teamNames(seal) }
  const diaries = diaryService(of)
  return {
    routes: [
      ...pairingRoutes({
        ...{ seeing: seeingService(of), ranking: rankingOf(of), living: livingService(of), kin: kinService(of), propose: proposing(of) },
        atlas: () => of.ports.atlas(),
      }),
      ...planRoutes(planningService(of)),
      ...teamRoutes(teamsService(of), () => of.ports.atlas()),
      ...diaryRoutes(diaries),
    ],
    effects: { ...pairingEffects(of), ...restingEffects(of), ...recallingEffects(of) },
    ...pairsOfChildren(of.ports),
    releases: pairingReleases(of, diaries),
    asking: async (m, childId) =>
      (await find(m, Pairing, { childId, live: true })).flatMap(({ id, begunAt }) => (begunAt === null ? id : [])),
    unpair: async (m, childId, atlas, now) => {
      for (const { id, live } of await find(m, Pairing, { childId })) if (live) await of.ports.moveIfOpen(m, id, 'stop', atlas, now)
    },
    forget: forgetting(of, diaries),
    remind: (now) => remindOfCompany(of, now),
    forgetDiaries: (now) => forgetDiaries(of, diaries, now),
  }
}

import type { Atlas } from '../../core/atlas'
import { find, type Manager } from '../../core/database'
import type { Effects } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import { kinService } from './kin'
import { livingService } from './living'
import { pairingEffects } from './pairing.effects'
import { Pairing } from './pairing.entity'
import type { PairingParts } from './pairing.ports'
import { pairingRoutes } from './pairing.routes'
import { planRoutes } from './plan.routes'
import { planningService } from './planning'
import { proposing } from './proposing'
import { rankingOf } from './ranking'
import { seeingService } from './seeing'
import { teamRoutes } from './team.routes'
import { teamsService } from './teams'

interface Wired {
  routes: Route[]
  effects: Effects
  /** ends whatever pairs a child has */
  unpair(m: Manager, childId: string, atlas: Atlas, now: string): Promise<void>
}

/** Pairs of caring mothers and children as one. */
export const pairingsOf = (of: PairingParts): Wired => ({
  routes: [
    ...pairingRoutes({
      ...{ seeing: seeingService(of), ranking: rankingOf(of), living: livingService(of), kin: kinService(of), propose: proposing(of) },
      atlas: () => of.ports.atlas(),
    }),
    ...planRoutes(planningService(of)),
    ...teamRoutes(teamsService(of), () => of.ports.atlas()),
  ],
  effects: pairingEffects(of),
  unpair: async (m, childId, atlas, now) => {
    for (const { id, live } of await find(m, Pairing, { childId })) if (live) await of.ports.moveIfOpen(m, id, 'stop', atlas, now)
  },
})

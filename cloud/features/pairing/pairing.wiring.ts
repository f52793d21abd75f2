import type { Atlas } from '../../core/atlas'
import { find, type Manager } from '../../core/database'
import type { Effects } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import { pairingEffects } from './pairing.effects'
import { Pairing } from './pairing.entity'
import type { PairingParts } from './pairing.ports'
import { pairingRoutes } from './pairing.routes'
import { planningService } from './planning'
import { rankingOf } from './ranking'
import { seeingService } from './seeing'

interface Wired {
  routes: Route[]
  effects: Effects
  /** ends whatever pairs a child has */
  unpair(m: Manager, childId: string, atlas: Atlas, now: string): Promise<void>
}

/** Pairs of caring mothers and children as one. */
export const pairingsOf = (of: PairingParts): Wired => ({
  routes: pairingRoutes({ seeing: seeingService(of), ranking: rankingOf(of), planning: planningService(of) }),
  effects: pairingEffects(of),
  unpair: async (m, childId, atlas, now) => {
    for (const { id, live } of await find(m, Pairing, { childId })) if (live) await of.ports.moveIfOpen(m, id, 'stop', atlas, now)
  },
})

import type { Effects, Releases } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import { listeningOf } from './listening'
import { showingOf } from './showing'
import { settle, worryEffects } from './worry.effects'
import type { WorryParts } from './worry.ports'
import { worryRoutes } from './worry.routes'

interface Wired {
  routes: Route[]
  effects: Effects
  releases: Releases
}

/** Worries about children as one. */
export const worriesOf = (of: WorryParts): Wired => ({
  routes: worryRoutes({ listening: listeningOf(of), showing: showingOf(of) }),
  effects: worryEffects(of.ports),
  releases: { worry: (m, leaving) => settle(of.ports, m, leaving, false) },
})

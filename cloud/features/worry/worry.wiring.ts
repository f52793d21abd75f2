import type { Effects, Releases } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import { forgetting } from './keeping'
import { listeningOf } from './listening'
import { showingOf } from './showing'
import { settle, worryEffects } from './worry.effects'
import type { WorryParts } from './worry.ports'
import { worryRoutes } from './worry.routes'

interface Wired {
  /** destroys what was said in the worries about a child, as far as that does not outlive its record */
  forget: ReturnType<typeof forgetting>
  routes: Route[]
  effects: Effects
  releases: Releases
}

/** Worries about children as one. */
export const worriesOf = (of: WorryParts): Wired => ({
  forget: forgetting(of.ports),
  routes: worryRoutes({ listening: listeningOf(of), showing: showingOf(of) }),
  effects: worryEffects(of.ports),
  releases: { worry: (m, leaving) => settle(of.ports, m, leaving, false) },
})

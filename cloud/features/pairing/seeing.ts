import { distanceBand } from '@shared/features/child/child.bands'
import { childView } from '@shared/features/child/child.sight'
import type { ProposedChild } from '@shared/features/pairing/pairing.schema'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import type { KnownChild, MotherCase, PairingParts } from './pairing.ports'
import { mayGoOn, nothing, standingIn } from './standing'

/** What a caring mother sees of the child that was proposed to her: judged anew at every look, by what holds in that moment. */
export function seeingService({ db, ports }: Pick<PairingParts, 'db' | 'ports'>) {
  const standing = standingIn(ports)
  const factsOf = ({ code, ageBand, care: { needs }, chain }: KnownChild, { places }: MotherCase) => ({
    ...{ code, ageBand, needs },
    distance: places ? distanceBand(places, chain) : ('farther' as const),
  })
  return {
    /** coded name, age band, distance and needs @throws AppError notFound */
    look: async (caller: Caller, id: string, now: string): Promise<ProposedChild> => {
      const { child, mother } = await standing.hers(db.read, caller, id, now)
      const known = await ports.children.look(db.read, child, now)
      if (!known.open) throw nothing()
      return childView('proposed', 'mother', factsOf(known, mother)) as ProposedChild
    },
    /** what she needs besides, once guardian and village agree; a step in the child's chain @throws AppError notFound */
    reveal: async (m: Manager, caller: Caller, id: string, now: string) => {
      const before = await standing.hers(m, caller, id, now)
      // Both are held before anything is judged: whoever withdraws, suspends or ends in this moment is either heard first or waits.
      const known = await ports.children.hold(m, before.child, now)
      await ports.held(m, before.mother.id)
      const stands = await standing.hers(m, caller, id, now)
      const { child, mother } = stands
      if (!mayGoOn(stands, known)) throw nothing()
      const revealed = await ports.children.reveal(m, child, { actor: caller.account, about: id, now })
      return childView('paired', 'mother', { ...factsOf(known, mother), ...revealed })
    },
  }
}
export type Seeing = ReturnType<typeof seeingService>

import { sayOutOfTeam } from '@shared/features/pairing/pairing.words'
import type { Atlas } from '../../core/atlas'
import { find, type Manager, remove } from '../../core/database'
import { tellKeepers } from './hearing'
import { Pairing, PairingTeamMember } from './pairing.entity'
import type { PairingPorts } from './pairing.ports'

/**
 * Mothers who are in a team no more. Who is only being asked for it is asked no further; where one cares for a child already, that is not
 * torn apart by a list: village and town of the child hear of it, and end it or let it go on.
 */
export async function leaveTeam(
  ports: Pick<PairingPorts, 'children' | 'accountsOf' | 'tell' | 'moveIfOpen'>,
  m: Manager,
  { team, mothers, by }: { team: string; mothers: readonly string[]; by: string },
  atlas: Atlas,
  now: string,
): Promise<void> {
  for (const motherId of mothers) {
    await remove(m, PairingTeamMember, { motherId })
    for (const { id, childId, begunAt } of await find(m, Pairing, { motherId, teamId: team, live: true })) {
      if (begunAt === null) await ports.moveIfOpen(m, id, 'stop', atlas, now)
      else await tellKeepers(ports, m, await ports.children.look(m, childId, now), { pairing: id, by, now }, sayOutOfTeam)
    }
  }
}

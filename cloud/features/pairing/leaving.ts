import { SYSTEM } from '@shared/core/case'
import type { Parted } from '@shared/features/pairing/pairing.rules'
import { find, findOne, type Manager, remove } from '../../core/database'
import type { EffectContext, Releases } from '../../core/kind-ports'
import type { Diaries } from './diary.service'
import { Pairing, PairingKin, PairingTeamMember } from './pairing.entity'
import type { Erasing, KnownChild, PairingParts, PairingPorts } from './pairing.ports'
import { giveBack } from './pairing.store'
import { PairingPlanOpen, PairingPlanPair } from './plan.entity'
import { tellVillage } from './telling-village'

const sayOver = ({ code }: KnownChild) => ({
  title: '一次结对有变化',
  text: `代号${code}的孩子，有一次结对没有谈成或者结束了，请看看要不要再问别人。`,
})

/** A pairing is over, or its case is erased: both places are free, and the village hears of it. Once, however often it is asked. */
export async function letGo(
  ports: PairingPorts,
  m: Manager,
  { id, aboutId, parted, ...by }: Pick<EffectContext, 'actor' | 'now'> & { id: string; aboutId: string; parted: Parted },
): Promise<void> {
  const child = await ports.children.hold(m, aboutId, by.now)
  const row = await findOne(m, Pairing, { id })
  await giveBack(m, id, child.id, parted)
  // Somebody takes over: the village has nobody to look for.
  if (row?.live && row.nextId === null) await tellVillage(ports, m, child, by, sayOver(child))
}

/** She goes for good: her pairings end with her, and no team counts on her. */
export async function part(m: Manager, motherId: string, stop: (pairing: string) => Promise<void>): Promise<void> {
  await remove(m, PairingTeamMember, { motherId })
  for (const { id } of await find(m, Pairing, { motherId, live: true })) await stop(id)
}

/** What is given back before a case is erased. */
export const pairingReleases = ({ ports }: Pick<PairingParts, 'ports'>, diaries: Pick<Diaries, 'destroyOne'>): Releases => ({
  /** The child is free, and what she wrote goes with her case. */
  pairing: async (m, { row, aboutId, now }) => {
    if (aboutId === null) return
    await letGo(ports, m, { id: row.id, aboutId, actor: SYSTEM, now, parted: 'may' })
    await diaries.destroyOne(m, row.id)
  },
  /** As when she leaves; and whose kin she is nobody needs to know any more. */
  caringMother: async (m, { row, atlas, now }) => {
    const found = await find(m, Pairing, { motherId: row.id, live: true })
    await part(m, row.id, (id) => ports.moveIfOpen(m, id, 'stop', atlas, now))
    // Also where the case of a pairing cannot be opened any more: no child stays taken by somebody who is gone.
    for (const { id, childId } of found) await letGo(ports, m, { id, aboutId: childId, actor: SYSTEM, now, parted: 'may' })
    await remove(m, PairingKin, { motherId: row.id })
  },
})

/** Nothing that was written or known in a child's pairings can be opened any more; the chains of their cases stay whole. */
export const forgetting =
  ({ ports }: Pick<PairingParts, 'ports'>, diaries: Pick<Diaries, 'destroyOne'>) =>
  async (m: Manager, childId: string, by: Erasing): Promise<void> => {
    for (const { id } of await find(m, Pairing, { childId })) {
      await ports.eraseCase(m, id, by)
      await diaries.destroyOne(m, id)
    }
    for (const known of [PairingKin, PairingPlanPair, PairingPlanOpen]) await remove(m, known, { childId })
  }

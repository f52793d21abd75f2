import { saySecondHand } from '@shared/features/pairing/pairing.words'
import type { Manager } from '../../core/database'
import type { EffectContext } from '../../core/kind-ports'
import type { KnownChild, PairingPorts } from './pairing.ports'

/**
 * Whoever proposed a mother does not let her begin: a second cadre looks. Many a village has only one; then the town hears at once that this
 * step is its own.
 */
export async function tellSecondHand(
  ports: Pick<PairingPorts, 'accountsOf' | 'tell'>,
  m: Manager,
  { code, chain }: KnownChild,
  { row, now }: Pick<EffectContext, 'row' | 'now'>,
): Promise<void> {
  const proposer = row.makers?.propose
  const village = await ports.accountsOf(m, { role: 'village', place: chain.village })
  if (village.some((account) => account !== proposer)) return
  const words = { party: 'town', sort: 'todo', ...saySecondHand(code), uncalled: true } as const
  const tells = (await ports.accountsOf(m, { role: 'town', place: chain.town })).map((account) => ({ to: { account }, ...words }))
  if (tells.length > 0) await ports.tell(m, tells, { application: row.id, now })
}

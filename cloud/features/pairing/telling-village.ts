import { SYSTEM } from '@shared/core/case'
import type { Manager } from '../../core/database'
import type { EffectContext } from '../../core/kind-ports'
import type { KnownChild, PairingPorts } from './pairing.ports'

/** What cadres of the child's village are told when it is not they who act. Coded names only; about no case, for that may be erased next. */
export async function tellVillage(
  ports: Pick<PairingPorts, 'accountsOf' | 'tell'>,
  m: Manager,
  { id, chain }: KnownChild,
  { actor, now }: Pick<EffectContext, 'actor' | 'now'>,
  said: { title: string; text: string },
): Promise<void> {
  const by = actor === SYSTEM ? undefined : actor.account
  const accounts = (await ports.accountsOf(m, { role: 'village', place: chain.village })).filter((account) => account !== by)
  const words = { party: 'village', sort: 'progress', ...said, leads: { page: 'child', id }, uncalled: true } as const
  if (accounts.length > 0)
    await ports.tell(
      m,
      accounts.map((account) => ({ to: { account }, ...words })),
      { application: null, now },
    )
}

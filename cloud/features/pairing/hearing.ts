import { SYSTEM } from '@shared/core/case'
import { sayHard } from '@shared/features/pairing/pairing.words'
import type { Manager } from '../../core/database'
import type { EffectContext } from '../../core/kind-ports'
import type { PairingParts } from './pairing.ports'

/** It is hard, and somebody asks for help: that is heard by the village and the town of the child, by its coded name; nobody is told what she has just said. */
export async function hearHardship(ports: PairingParts['ports'], m: Manager, { row, aboutId, actor, now }: EffectContext): Promise<void> {
  const { code, chain } = await ports.children.look(m, aboutId as string, now)
  const by = actor === SYSTEM ? undefined : actor.account
  for (const role of ['village', 'town'] as const) {
    const accounts = (await ports.accountsOf(m, { role, place: chain[role] })).filter((account) => account !== by)
    const words = { party: role, sort: 'todo', ...sayHard(code), uncalled: true } as const
    const tells = accounts.map((account) => ({ to: { account }, ...words }))
    if (tells.length > 0) await ports.tell(m, tells, { application: row.id, now })
  }
}

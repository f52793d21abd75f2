import { SYSTEM } from '@shared/core/case'
import { sayHard } from '@shared/features/pairing/pairing.words'
import type { Manager } from '../../core/database'
import type { EffectContext } from '../../core/kind-ports'
import type { KnownChild, PairingParts } from './pairing.ports'

type Ports = Pick<PairingParts['ports'], 'accountsOf' | 'tell' | 'children'>

/** Something that village and town of a child must look at, about one of its pairings; nobody is told what she has just done herself. Coded names only. */
export async function tellKeepers(
  ports: Pick<Ports, 'accountsOf' | 'tell'>,
  m: Manager,
  { code, chain }: KnownChild,
  { pairing, by, now }: { pairing: string; by: string | undefined; now: string },
  say: (code: string) => { title: string; text: string },
): Promise<void> {
  for (const role of ['village', 'town'] as const) {
    const accounts = (await ports.accountsOf(m, { role, place: chain[role] })).filter((account) => account !== by)
    const words = { party: role, sort: 'todo', ...say(code), uncalled: true } as const
    const tells = accounts.map((account) => ({ to: { account }, ...words }))
    if (tells.length > 0) await ports.tell(m, tells, { application: pairing, now })
  }
}

/** It is hard, and somebody asks for help. */
export async function hearHardship(ports: Ports, m: Manager, { row, aboutId, actor, now }: EffectContext): Promise<void> {
  const child = await ports.children.look(m, aboutId as string, now)
  await tellKeepers(ports, m, child, { pairing: row.id, by: actor === SYSTEM ? undefined : actor.account, now }, sayHard)
}

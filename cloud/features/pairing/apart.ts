import type { Apart } from '@shared/features/pairing/matching.facts'
import { find, type Manager } from '../../core/database'
import { Pairing, PairingKin } from './pairing.entity'
import type { PairingPorts } from './pairing.ports'

/** mother → child → why never those two */
export type AllApart = ReadonlyMap<string, Readonly<Record<string, Apart>>>

type Pair = readonly [mother: string, child: string, why: Apart]

/** The last word counts: a worry is told to nobody who makes pairs, and so it covers whatever else is known. */
function collected(pairs: readonly Pair[]): AllApart {
  const all = new Map<string, Record<string, Apart>>()
  for (const [mother, child, why] of pairs) all.set(mother, { ...all.get(mother), [child]: why })
  return all
}

/** Who is never proposed for whom: who was a pair before, kin, and whom an open worry about the child names. */
export async function apartOf({ named }: Pick<PairingPorts, 'named'>, m: Manager): Promise<AllApart> {
  return collected([
    ...(await m.find(Pairing)).map(({ motherId, childId }): Pair => [motherId, childId, 'declined']),
    ...(await m.find(PairingKin)).map(({ motherId, childId }): Pair => [motherId, childId, 'related']),
    ...(await named(m)).map(({ mother, child }): Pair => [mother, child, 'worry']),
  ])
}

/** The same of one pair, by key. */
export async function apartOfPair(
  { named }: Pick<PairingPorts, 'named'>,
  m: Manager,
  motherId: string,
  childId: string,
): Promise<Readonly<Record<string, Apart>>> {
  const worried = (await named(m)).some(({ mother, child }) => mother === motherId && child === childId)
  if (worried) return { [childId]: 'worry' }
  if ((await find(m, PairingKin, { motherId, childId })).length > 0) return { [childId]: 'related' }
  return (await find(m, Pairing, { motherId, childId })).length > 0 ? { [childId]: 'declined' } : {}
}

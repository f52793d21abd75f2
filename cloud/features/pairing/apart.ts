import type { Apart } from '@shared/features/pairing/matching.facts'
import { find, type Manager } from '../../core/database'
import { Pairing, PairingKin } from './pairing.entity'

/** mother → child → why never those two */
export type AllApart = ReadonlyMap<string, Readonly<Record<string, Apart>>>

type Pair = readonly [mother: string, child: string, why: Apart]

/** The last word counts. */
function collected(pairs: readonly Pair[]): AllApart {
  const all = new Map<string, Record<string, Apart>>()
  for (const [mother, child, why] of pairs) all.set(mother, { ...all.get(mother), [child]: why })
  return all
}

/** Who is never proposed for whom: who was a pair before, and kin. */
export async function apartOf(m: Manager): Promise<AllApart> {
  return collected([
    ...(await m.find(Pairing)).map(({ motherId, childId }): Pair => [motherId, childId, 'declined']),
    ...(await m.find(PairingKin)).map(({ motherId, childId }): Pair => [motherId, childId, 'related']),
  ])
}

/** The same of one pair, by key. */
export async function apartOfPair(m: Manager, motherId: string, childId: string): Promise<Readonly<Record<string, Apart>>> {
  if ((await find(m, PairingKin, { motherId, childId })).length > 0) return { [childId]: 'related' }
  return (await find(m, Pairing, { motherId, childId })).length > 0 ? { [childId]: 'declined' } : {}
}

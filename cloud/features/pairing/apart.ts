import type { Apart } from '@shared/features/pairing/matching.facts'
import { find, type Manager } from '../../core/database'
import { Pairing, PairingKin } from './pairing.entity'
import type { MotherCase, MotherKnown, PairingPorts } from './pairing.ports'

/** mother → child → why never those two */
export type AllApart = ReadonlyMap<string, Readonly<Record<string, Apart>>>

type Pair = readonly [mother: string, child: string, why: Apart]

/** The last word counts. */
function collected(pairs: readonly Pair[]): AllApart {
  const all = new Map<string, Record<string, Apart>>()
  for (const [mother, child, why] of pairs) all.set(mother, { ...all.get(mother), [child]: why })
  return all
}

/** A pair that lives, or did not fit: it is not made again. One that only came to an end may be. */
const isOver = ({ live, parted }: Pairing): boolean => live || parted === 'never'

/** Whoever a worry named keeps away from that child, by whichever of her cases. */
async function worried(ports: Pick<PairingPorts, 'apart'>, m: Manager, childId: string | undefined, known: readonly MotherKnown[]) {
  const children = new Map<string, string[]>()
  for (const one of await ports.apart(m, childId)) children.set(one.personId, [...(children.get(one.personId) ?? []), one.childId])
  return known.flatMap(({ person, facts }) => (children.get(person ?? '') ?? []).map((child): Pair => [facts.id, child, 'worry']))
}

/** Who is never proposed for whom: who is a pair or did not fit, kin, and whom a worry named. Of one child, or of all of a county. */
export async function apartOf(
  ports: Pick<PairingPorts, 'apart'>,
  m: Manager,
  of: { childId: string } | { countyId: string },
  known: readonly MotherKnown[],
): Promise<AllApart> {
  const kin = 'childId' in of ? await find(m, PairingKin, of) : await m.find(PairingKin)
  return collected([
    ...(await find(m, Pairing, of)).filter(isOver).map(({ motherId, childId }): Pair => [motherId, childId, 'declined']),
    ...kin.map(({ motherId, childId }): Pair => [motherId, childId, 'related']),
    ...(await worried(ports, m, 'childId' in of ? of.childId : undefined, known)),
  ])
}

export const isKin = async (m: Manager, motherId: string, childId: string): Promise<boolean> =>
  (await find(m, PairingKin, { motherId, childId })).length > 0

/** The same of one pair, by key. */
export async function apartOfPair(
  ports: Pick<PairingPorts, 'bars'>,
  m: Manager,
  { id: motherId, person }: Pick<MotherCase, 'id' | 'person'>,
  childId: string,
): Promise<Readonly<Record<string, Apart>>> {
  if (await ports.bars(m, childId, person)) return { [childId]: 'worry' }
  if (await isKin(m, motherId, childId)) return { [childId]: 'related' }
  return (await find(m, Pairing, { motherId, childId })).some(isOver) ? { [childId]: 'declined' } : {}
}

import { dayOf } from '@shared/core/time'
import type { Apart } from '@shared/features/pairing/matching.facts'
import { childFacts, KNOWN_MOTHERS, motherFacts } from '@shared/features/pairing/pairing.rules'
import type { Ranking } from '@shared/features/pairing/pairing.schema'
import { type Givers, type Mode, rankedFor } from '@shared/features/pairing/proposal'
import type { Caller } from '../../core/caller'
import { find, type Manager } from '../../core/database'
import { Pairing, PairingMother } from './pairing.entity'
import type { KnownChild, PairingParts } from './pairing.ports'

/** So many are shown: the best, then the first of those who may not. */
const MOST = 40

export const factsOfChild = ({ id, chain, needs }: KnownChild) => childFacts({ id, village: chain.village, town: chain.town, needs })

/** All caring mothers of a county as matching knows them. Pairs that were once are not made again. */
export async function giversOf(
  { ports }: Pick<PairingParts, 'ports'>,
  m: Manager,
  county: string,
  mode: Mode,
  now: string,
): Promise<Givers> {
  const cases = await ports.mothers(m, county, KNOWN_MOTHERS)
  const live = new Map((await m.find(PairingMother)).map((row) => [row.motherId, row.live]))
  const apart = new Map<string, Record<string, Apart>>()
  for (const { motherId, childId } of await m.find(Pairing)) apart.set(motherId, { ...apart.get(motherId), [childId]: 'declined' })
  const mothers = cases.flatMap(({ id, state, places, answers }) => {
    const { village, town } = places ?? {}
    if (!village || !town) return []
    return [motherFacts({ id, village, town, state, answers, children: live.get(id) ?? 0, apart: apart.get(id) ?? {} })]
  })
  return { mode, mothers, teams: [], today: dayOf(now) }
}

/** Who could care for one child, the best first, each part in words; then those who may not and why. @throws AppError notFound */
export function rankingOf({ db, ports }: PairingParts) {
  return async (caller: Caller, childId: string, mode: Mode, now: string): Promise<Ranking> => {
    const child = await ports.children.mustKnow(caller, childId, now)
    if (!child.open) return { items: [] }
    const pairs = await find(db.read, Pairing, { childId })
    const caring = new Set(pairs.flatMap(({ motherId, live }) => (live ? [motherId] : [])))
    // There are no standing teams yet: whoever cares together is proposed one by one.
    const givers = await giversOf({ ports }, db.read, child.chain.county, mode === 'team' ? 'oneToMany' : mode, now)
    const others = { ...givers, mothers: givers.mothers.filter(({ id }) => !caring.has(id)) }
    const rated = rankedFor(factsOfChild(child), others)
    const able = rated.filter(({ bars }) => bars.length === 0).slice(0, MOST)
    const shown = [...able, ...rated.filter(({ bars }) => bars.length > 0).slice(0, MOST)]
    const names = await ports.names(caller, [...new Set(shown.flatMap(({ giver }) => giver.split('+')))])
    const items = shown.map(({ giver, score, parts, bars }) => ({
      mothers: giver.split('+').map((id) => ({ id, name: names.get(id)?.name || null })),
      ...{ score, parts: [...parts], bars: [...bars] },
    }))
    return { items }
  }
}
export type RankingOf = ReturnType<typeof rankingOf>

import { dayOf } from '@shared/core/time'
import { toVillage } from '@shared/features/pairing/matching'
import type { Mother } from '@shared/features/pairing/matching.facts'
import { childFacts, decides, motherFacts } from '@shared/features/pairing/pairing.rules'
import type { Ranking } from '@shared/features/pairing/pairing.schema'
import { type Givers, type Mode, rankedFor } from '@shared/features/pairing/proposal'
import type { Caller } from '../../core/caller'
import { find, findOne, type Manager } from '../../core/database'
import { isNamed } from './able'
import { apartOf, apartOfPair } from './apart'
import { Pairing, PairingMother } from './pairing.entity'
import type { KnownChild, MotherCase, MotherKnown, PairingParts } from './pairing.ports'
import { membersOf, type TeamOf, teamsOfCounty } from './team.store'

/** So many are shown: the best, then the first of those who may not. */
const MOST = 40

type Ports = Pick<PairingParts, 'ports'>

/** Who she is, and what her case tells; undefined for one whose village nobody knows any more. */
export function knownOf({ id, person, state, places, answers }: MotherCase): MotherKnown | undefined {
  const { village, town } = places ?? {}
  return village && town ? { person, facts: motherFacts({ id, village, town, state, answers }) } : undefined
}

/** Teams of whom all are still caring mothers: whoever has left cares with nobody. */
const whole = (teams: readonly TeamOf[], mothers: readonly Mother[]): TeamOf[] => {
  const known = new Set(mothers.map(({ id }) => id))
  return teams.filter((team) => team.mothers.length > 0 && team.mothers.every((id) => known.has(id)))
}

/** All caring mothers of a county as matching knows them. Pairs that were once are not made again. */
export async function giversOf(
  { ports }: Ports,
  m: Manager,
  county: string,
  { mode, child }: { mode: Mode; child?: string },
  now: string,
): Promise<Givers> {
  const known = await ports.mothers(m, county)
  const counted = await find(m, PairingMother, { motherId: known.map(({ facts }) => facts.id) })
  const live = new Map(counted.map((row) => [row.motherId, row.live]))
  const apart = await apartOf(ports, m, child === undefined ? { countyId: county } : { childId: child }, known)
  const named = await ports.named(m)
  const mothers = known.map(({ person, facts }) => ({
    ...facts,
    ...{ children: live.get(facts.id) ?? 0, apart: apart.get(facts.id) ?? {}, named: isNamed({ person }, named) },
  }))
  const teams = mode === 'team' ? whole(await teamsOfCounty(m, county), mothers) : []
  return { mode, mothers, teams, today: dayOf(now) }
}

/** Why this mother may not be proposed for this child, by the same rules as in the list; undefined when she may. */
export async function whyNotFor(
  { ports }: Ports,
  m: Manager,
  child: KnownChild,
  mother: MotherCase,
  mode: Mode,
  now: string,
): Promise<string | undefined> {
  const live = (await findOne(m, PairingMother, { motherId: mother.id }))?.live ?? 0
  const known = knownOf(mother)
  if (!known) return '没有找到这位爱心妈妈'
  const [apart, named] = [await apartOfPair(ports, m, mother, child.id), isNamed(mother, await ports.named(m))]
  const facts = { ...known.facts, children: live, apart, named }
  const alone = { mode: mode === 'oneToOne' ? mode : 'oneToMany', mothers: [facts], teams: [], today: dayOf(now) } as const
  return rankedFor(childFacts(child), alone)[0]?.bars[0]?.why
}

/** Who could care for one child, the best first, each part in words; then those who may not and why. @throws AppError notFound */
export function rankingOf({ db, ports, teamNames }: PairingParts) {
  return async (
    caller: Caller,
    childId: string,
    { mode, team }: { mode: Mode; team?: string | undefined },
    now: string,
  ): Promise<Ranking> => {
    const child = await ports.children.mustKnow(caller, childId, now)
    if (!child.open) return { items: [] }
    const pairs = await find(db.read, Pairing, { childId })
    const caring = new Set(pairs.flatMap(({ motherId, live }) => (live ? [motherId] : [])))
    const givers = await giversOf({ ports }, db.read, child.chain.county, { mode, child: childId }, now)
    const [only] = team === undefined ? [] : [new Set((await membersOf(db.read, [team])).get(team))]
    const free = givers.mothers.filter(({ id }) => !caring.has(id) && (only?.has(id) ?? true))
    const among = mode === 'team' ? givers : { ...givers, mothers: free }
    const rated = rankedFor(childFacts(child), among)
    const able = rated.filter(({ bars }) => bars.length === 0).slice(0, MOST)
    const shown = [...able, ...rated.filter(({ bars }) => bars.length > 0).slice(0, MOST)]
    const teams = new Map(givers.teams.map((team) => [team.id, team]))
    const mothersOf = (giver: string): readonly string[] => teams.get(giver)?.mothers ?? giver.split('+')
    const names = await ports.names(caller, [...new Set(shown.flatMap(({ giver }) => mothersOf(giver)))])
    const calledTeams = await teamNames.of(db.read, [...teams.keys()])
    const deciding = decides(caller.grants, child.chain)
    const items = shown.map(({ giver, score, parts, bars }) => ({
      team: teams.has(giver) ? { id: giver, name: calledTeams.get(giver) ?? '' } : null,
      mothers: mothersOf(giver).map((id) => ({ id, name: names.get(id)?.name || null })),
      ...{ score, parts: [...parts], bars: deciding ? [...bars] : toVillage(bars) },
    }))
    return { items }
  }
}
export type RankingOf = ReturnType<typeof rankingOf>

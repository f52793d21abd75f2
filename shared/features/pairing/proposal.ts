import { assigned } from './assignment'
import { mayCare, placesOf, pointsOf, type Rated, ranked, scoreOf } from './matching'
import { alone, bitsOfChild, bitsOfGiver, type Child, type Giver, type GiverBits, type Mother, numbering } from './matching.facts'

/** How pairs are made: 一对一, 二对一 (two mothers for a child), 一对多, or teams. */
export type Mode = 'oneToOne' | 'twoToOne' | 'oneToMany' | 'team'

/** Who could care, and how pairs are to be made. */
export interface Givers {
  mode: Mode
  mothers: readonly Mother[]
  /** in which mothers care together: nobody is in two */
  teams: readonly { id: string; mothers: readonly string[] }[]
  /** `YYYY-MM-DD` in China */
  today: string
}

/** Two mothers for a child are looked for among so many of the best: all pairs of a county would be a million. */
const BEST = 40

/** @throws Error when a mother is in two teams, or unknown: a defect of who asks */
function teamsOf({ mothers, teams }: Givers): Giver[] {
  const known = new Map(mothers.map((mother) => [mother.id, mother]))
  return teams.map(({ id, mothers: ids }) => ({
    id,
    members: ids.map((one) => {
      const mother = known.get(one)
      if (!mother) throw new Error(`${one} is in two teams or unknown`)
      known.delete(one)
      return mother
    }),
  }))
}

const giversOf = (asked: Givers): Giver[] =>
  asked.mode === 'team'
    ? teamsOf(asked)
    : asked.mode === 'oneToOne'
      ? asked.mothers.map((mother) => alone({ ...mother, most: Math.min(1, mother.most) }))
      : asked.mothers.map(alone)

const pairsOf = (givers: readonly Giver[]): Giver[] =>
  givers.flatMap((one, n) =>
    givers.slice(n + 1).map((other) => {
      const [first, second] = one.id < other.id ? [one, other] : [other, one]
      return { id: `${first.id}+${second.id}`, members: [...first.members, ...second.members] }
    }),
  )

/** For one child: the best first, each part of the score in words, then those who may not and why. Two to one ranks pairs of mothers. */
export function rankedFor(child: Child, asked: Givers): Rated[] {
  const givers = giversOf(asked)
  const one = ranked(child, givers, asked.today)
  if (asked.mode !== 'twoToOne') return one
  const best = one.filter(({ bars }) => bars.length === 0).slice(0, BEST)
  const pairs = pairsOf(best.map(({ giver }) => givers.find(({ id }) => id === giver) as Giver))
  return [...ranked(child, pairs, asked.today), ...one.filter(({ bars }) => bars.length > 0)]
}

/** What is proposed for many children at once. It is shown to be approved, pair by pair; nothing here applies it. */
export interface Proposal {
  /** the children in the order of their ids; two to one lists two pairs for a child */
  pairs: readonly { child: string; giver: string; score: number }[]
  /** who stays open: nobody may care for the child, or whoever may has no place left */
  open: readonly { child: string; why: 'nobody' | 'taken' }[]
  total: number
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Pairs for many children with the highest total of scores, nobody over her limit. Scores are those of today's load: what the proposal
 * itself would add to it is not foreseen. The same children and mothers give the same proposal, in whatever order they come.
 */
export function proposed(children: readonly Child[], asked: Givers): Proposal {
  const numberOf = numbering()
  const rows = [...children].sort(byId).map((child) => bitsOfChild(child, numberOf))
  const columns = giversOf(asked)
    .sort(byId)
    .map((giver) => bitsOfGiver(giver, asked.today, numberOf))
    .filter((giver) => mayCare(giver, asked.today))
  const scores = new Uint8Array(rows.length * columns.length)
  const places = columns.map(placesOf)
  rows.forEach((child, row) => {
    const points = pointsOf(child)
    for (let column = 0, at = row * columns.length; column < columns.length; column++, at++)
      scores[at] = scoreOf(child, columns[column] as GiverBits, points, places[column] as (typeof places)[number])
  })
  const scoreAt = (row: number, column: number) => scores[row * columns.length + column] as number
  const given = assigned({
    rows: rows.length,
    columns: columns.length,
    scores,
    wants: rows.map(() => (asked.mode === 'twoToOne' ? 2 : 1)),
    // A team has as many places as the one of it who has fewest.
    places: columns.map(({ members }) => Math.min(...members.map(({ most, children: has }) => most - has))),
  })
  const pairs = rows.flatMap(({ id }, row) =>
    (given[row] as number[]).map((column) => ({ child: id, giver: columns[column]?.id as string, score: scoreAt(row, column) })),
  )
  const open = rows.flatMap(({ id }, row) => {
    if ((given[row] as number[]).length > 0) return []
    return [{ child: id, why: columns.some((_, column) => scoreAt(row, column) > 0) ? ('taken' as const) : ('nobody' as const) }]
  })
  return { pairs, open, total: pairs.reduce((sum, { score }) => sum + score, 0) }
}

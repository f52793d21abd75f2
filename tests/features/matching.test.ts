import { assigned, type Wanted } from '@shared/features/pairing/assignment'
import type { Rated } from '@shared/features/pairing/matching'
import type { Child, Mother } from '@shared/features/pairing/matching.facts'
import { type Givers, proposed, rankedFor } from '@shared/features/pairing/proposal'
import { type Dice, diceOf } from '../support/fuzz/dice'
import { someChild, someMother } from '../support/mothers'

const TODAY = '2026-11-24'
const SEED = 20_261_124

const scoreOf = ({ scores, columns }: Wanted, row: number, column: number): number => scores[row * columns + column] as number

/** Every way to give a row at most two columns is tried, unless even the best for all rows after it would not be enough. */
function bruteForce(wanted: Wanted): number {
  const { rows, columns, wants, places } = wanted
  const left = Array.from(places)
  const ways = Array.from({ length: rows }, (_, row) => {
    const may = Array.from({ length: columns }, (_, column) => column).filter((column) => scoreOf(wanted, row, column) > 0)
    const singles = may.map((column) => ({ at: [column], score: scoreOf(wanted, row, column) }))
    const pairs = may.flatMap((one, n) =>
      may.slice(n + 1).map((two) => ({ at: [one, two], score: scoreOf(wanted, row, one) + scoreOf(wanted, row, two) })),
    )
    return [...(wants[row] === 2 ? pairs : []), ...singles].sort((a, b) => b.score - a.score)
  })
  const after = ways.map((_, row) => ways.slice(row).reduce((sum, [best]) => sum + (best?.score ?? 0), 0))
  let most = 0
  const from = (row: number, total: number): void => {
    if (total > most) most = total
    if (row === rows || total + (after[row] as number) <= most) return
    for (const { at, score } of ways[row] as (typeof ways)[number]) {
      if (at.some((column) => left[column] === 0)) continue
      for (const column of at) left[column] = (left[column] as number) - 1
      from(row + 1, total + score)
      for (const column of at) left[column] = (left[column] as number) + 1
    }
    from(row + 1, total)
  }
  from(0, 0)
  return most
}

function someTable(dice: Dice, rows: number, columns: number): Wanted {
  const highest = dice.pick([2, 5, 100, 255])
  const [open, twos] = [dice.pick([20, 60, 100]), dice.pick([0, 0, 40])]
  return {
    rows,
    columns,
    scores: Uint8Array.from({ length: rows * columns }, () => (dice.percent(open) ? 1 + dice.below(highest) : 0)),
    wants: Array.from({ length: rows }, () => (dice.percent(twos) ? 2 : 1)),
    places: Array.from({ length: columns }, () => dice.below(4)),
  }
}

/** What an answer breaks, and what it adds up to. */
function judged(wanted: Wanted, given: readonly (readonly number[])[]): { broken: boolean; total: number } {
  const used = Array.from(wanted.places, () => 0)
  let total = 0
  let broken = given.length !== wanted.rows
  given.forEach((columns, row) => {
    broken ||= columns.length > (wanted.wants[row] as number) || new Set(columns).size < columns.length
    for (const column of columns) {
      used[column] = (used[column] as number) + 1
      total += scoreOf(wanted, row, column)
      broken ||= scoreOf(wanted, row, column) === 0
    }
  })
  return { broken: broken || used.some((count, column) => count > (wanted.places[column] as number)), total }
}

/** Each takes the best that is left. */
function greedy(wanted: Wanted): number[][] {
  const left = Array.from(wanted.places)
  return Array.from({ length: wanted.rows }, (_, row) => {
    const may = left.flatMap((places, column) => (places > 0 && scoreOf(wanted, row, column) > 0 ? [column] : []))
    const best = may.sort((a, b) => scoreOf(wanted, row, b) - scoreOf(wanted, row, a)).slice(0, wanted.wants[row])
    for (const column of best) left[column] = (left[column] as number) - 1
    return best
  })
}

/** How many of so many tables of each size up to 7 × 7 are not given the best, or not by the rules. */
function worseThanBest(each: number, solve: (wanted: Wanted) => number[][]): number {
  const dice = diceOf(SEED)
  let worse = 0
  for (let rows = 1; rows <= 7; rows++)
    for (let columns = 1; columns <= 7; columns++)
      for (let n = 0; n < each; n++) {
        const wanted = someTable(dice, rows, columns)
        const { broken, total } = judged(wanted, solve(wanted))
        if (broken || total !== bruteForce(wanted)) worse++
      }
  return worse
}

describe('an assignment', () => {
  it('adds up to what trying everything finds, for 2,000 tables of each size up to 7 × 7, with places and wants of more than one', () => {
    expect(worseThanBest(2_000, assigned)).toBe(0)
  }, 120_000)

  it('would not if each took the best that is left', () => {
    expect(worseThanBest(20, greedy)).toBeGreaterThan(100)
  })
})

const child: Child = {
  id: 'c1',
  ...{ village: 'v1', town: 't1' },
  ...{
    needs: ['calls', 'visits', 'tutoring'],
    when: ['weekends', 'evenings'],
    speaks: ['mandarin', 'local'],
    wishes: ['middle', 'elsewhere'],
  },
}
const mother = (id: string, more: Partial<Mother> = {}): Mother => ({
  id,
  ...{ village: 'v2', town: 't1', state: 'accepted', checkedUntil: '2027-01-01', birthYear: 1985, experienced: true },
  ...{ gives: ['visits', 'tutoring'], when: ['weekends'], speaks: ['local'], reach: 'town', children: 0, most: 2, apart: {} },
  ...more,
})
const asked = (mothers: readonly Mother[], mode: Givers['mode'] = 'oneToMany', teams: Givers['teams'] = []): Givers => ({
  ...{ mode, mothers, teams, today: TODAY },
})
const says = ({ parts }: Rated) => parts.map(({ part, points, most, says }) => `${part} ${points}/${most} ${says}`)
const adds = ({ score, parts }: Rated) => parts.reduce((sum, { points }) => sum + points, 0) === score

describe('a mother for a child', () => {
  it('has a score of parts that add up to it, each in words', () => {
    const [first] = rankedFor(child, asked([mother('m1')]))
    expect(first?.score).toBe(72)
    expect(says(first as Rated)).toEqual([
      '离得近 20/30 同镇',
      '帮得上 20/30 要3样，能帮2样：上门看看、辅导功课',
      '时间合适 7/15 周末',
      '说得来 10/10 本地话',
      '有余力 10/10 现在牵手0个，最多2个',
      '合孩子心愿 5/5 像妈妈一样（35到54岁）、不在本村',
    ])
  })

  it('is barred by each rule whatever her score, and a worry is not told', () => {
    const bars = (more: Partial<Mother>) => rankedFor(child, asked([mother('m1', more)])).map((one) => one.bars.map(({ rule }) => rule))
    expect(bars({ state: 'suspended' })).toEqual([['notAccepted']])
    expect(bars({ checkedUntil: '2026-11-23' })).toEqual([['checkDue']])
    expect(bars({ checkedUntil: TODAY })).toEqual([[]])
    expect(bars({ children: 2 })).toEqual([['full']])
    expect(bars({ reach: 'village' })).toEqual([['tooFar']])
    expect(bars({ apart: { c1: 'related' } })).toEqual([['related']])
    expect(bars({ apart: { c2: 'related' } })).toEqual([[]])
    const [worried] = rankedFor(child, asked([mother('m1', { apart: { c1: 'worry' } })]))
    const [declined] = rankedFor(child, asked([mother('m1', { apart: { c1: 'declined' } })]))
    expect(worried?.bars).toEqual(declined?.bars)
    const barsOf = (more: Partial<Mother>) => rankedFor(child, asked([mother('m1', more)]))[0]?.bars
    expect(barsOf({ named: true })).toEqual(barsOf({ state: 'paused' }))
    expect(barsOf({ named: true })).toHaveLength(1)
    expect(rankedFor({ ...child, needs: ['calls'] }, asked([mother('m1', { reach: 'village' })]))[0]?.bars).toEqual([])
  })

  it('stands after a better one, and who is barred after all', () => {
    const near = mother('near', { village: 'v1' })
    const order = rankedFor(child, asked([mother('b'), mother('full', { children: 2, village: 'v1' }), mother('a'), near]))
    expect(order.map(({ giver }) => giver)).toEqual(['near', 'a', 'b', 'full'])
  })

  it('cares alone, with another, for several or in a team, as the mode says', () => {
    const caller = mother('caller', { gives: ['calls'], when: ['evenings'] })
    const busy = mother('busy', { children: 1 })
    const all = [mother('m1'), caller, busy]
    const top = (mode: Givers['mode'], teams?: Givers['teams']) => rankedFor(child, asked(all, mode, teams))[0]
    expect(rankedFor(child, asked([busy], 'oneToOne'))[0]?.bars).toEqual([{ rule: 'full', why: '已经到了她能带的人数' }])
    expect(top('twoToOne')).toMatchObject({ giver: 'caller+m1', bars: [] })
    expect(says(top('twoToOne') as Rated)[1]).toBe('帮得上 30/30 要3样，能帮3样：打电话、视频聊天、上门看看、辅导功课')
    expect(top('team', [{ id: 'team', mothers: ['caller', 'busy'] }])).toMatchObject({ giver: 'team', bars: [] })
    const barred = asked([...all, mother('out', { state: 'paused' })], 'team', [{ id: 'team', mothers: ['m1', 'out'] }])
    expect(rankedFor(child, barred)[0]?.bars.map(({ rule }) => rule)).toEqual(['notAccepted'])
    // Each is asked by herself: what is too far for one is too far for all of them.
    const apart = asked([mother('near', { village: 'v1', reach: 'village' }), mother('far', { town: 't2' })], 'team', [
      { id: 'team', mothers: ['near', 'far'] },
    ])
    expect(rankedFor(child, apart)[0]?.bars.map(({ rule }) => rule)).toEqual(['tooFar'])
    expect(proposed([child], apart).open).toEqual([{ child: 'c1', why: 'nobody' }])
    expect(rankedFor({ ...child, needs: ['calls'] }, apart)[0]?.bars).toEqual([])
    expect(() =>
      top('team', [
        { id: 'one', mothers: ['m1'] },
        { id: 'two', mothers: ['m1'] },
      ]),
    ).toThrow('m1 is in two teams or unknown')
  })
})

describe('a proposal for a county', () => {
  const dice = diceOf(SEED)
  const children = Array.from({ length: 60 }, (_, n) => someChild(dice, n))
  const mothers = Array.from({ length: 40 }, (_, n) => someMother(dice, n))
  const shuffled = <T>(list: readonly T[]): T[] => [...list].sort((a, b) => (JSON.stringify(a).length % 7) - (JSON.stringify(b).length % 7))

  it('gives nobody more than her limit nor anybody barred, scores each pair as the list for the child does, and leaves the others open', () => {
    for (const mode of ['oneToOne', 'twoToOne', 'oneToMany'] as const) {
      const { pairs, open, total } = proposed(children, asked(mothers, mode))
      const taken = new Map<string, number>()
      for (const { child, giver, score } of pairs) {
        taken.set(giver, (taken.get(giver) ?? 0) + 1)
        const single = rankedFor(children.find(({ id }) => id === child) as Child, asked(mothers, mode === 'oneToOne' ? mode : 'oneToMany'))
        const rated = single.find((one) => one.giver === giver) as Rated
        expect([rated.score, rated.bars, single.every(adds)]).toEqual([score, [], true])
      }
      for (const { id, children: has, most } of mothers)
        expect(taken.get(id) ?? 0).toBeLessThanOrEqual(Math.max(0, (mode === 'oneToOne' ? Math.min(1, most) : most) - has))
      expect(new Set([...pairs, ...open].map(({ child }) => child)).size).toBe(children.length)
      expect(total).toBe(pairs.reduce((sum, { score }) => sum + score, 0))
    }
  })

  it('is the same in whatever order children and mothers come', () => {
    expect(proposed(shuffled(children), asked(shuffled(mothers)))).toEqual(proposed(children, asked(mothers)))
  })

  it('says of a child that stays open whether nobody may care for it or whoever may is taken', () => {
    const two = [child, { ...child, id: 'c2' }, { ...child, id: 'c3', village: 'v9', town: 't9' }]
    expect(proposed(two, asked([mother('m1', { most: 1 })]))).toEqual({
      pairs: [{ child: 'c1', giver: 'm1', score: 72 }],
      open: [
        { child: 'c2', why: 'taken' },
        { child: 'c3', why: 'nobody' },
      ],
      total: 72,
    })
  })
})

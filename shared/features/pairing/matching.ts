import { CARE } from '../../core/care'
import {
  type Apart,
  bitsOfChild,
  bitsOfGiver,
  type Child,
  type ChildBits,
  countOf,
  type Giver,
  type GiverBits,
  labelsIn,
  type Mother,
  NOT_NOW,
  numbering,
} from './matching.facts'

/** One part of a score, in words for a cadre. */
interface Part {
  part: string
  points: number
  most: number
  says: string
}
/** A reason that no score outweighs. */
interface Bar {
  rule: string
  why: string
}

/** How near they live: 0 the same village, 1 the same town, 2 the same county. */
type Band = 0 | 1 | 2
const bandOf = (child: ChildBits, giver: GiverBits): Band =>
  giver.towns.includes(child.town) ? (giver.villages.includes(child.village) ? 0 : 1) : 2

/** The share of what was asked that is there, in whole points; who asks for nothing lacks nothing. */
const shareOf = (asked: number, there: number, most: number): number =>
  asked === 0 ? most : Math.floor((most * countOf(asked & there)) / countOf(asked))

const [MANDARIN, NEIGHBOUR, ELSEWHERE] = [1, 1 << 3, 1 << 4]

const bothSay = (list: readonly { label: string }[], asked: number, there: number, none: string, nothing: string): string =>
  asked === 0 ? nothing : (asked & there) === 0 ? none : labelsIn(list, asked & there)

/** One thing that counts. It hangs on the child and on one small number of the giver's, so that a child's points are worked out once for all. */
interface Counted {
  part: string
  most: number
  /** how many such numbers there are */
  sorts: number
  of(giver: GiverBits, band: Band): number
  /** whole points */
  points(child: ChildBits, there: number): number
  says(child: ChildBits, there: number, giver: GiverBits): string
}

/** What makes a score; the most that it adds up to is 100. How much she has done for others is no part of it. */
const COUNTED: readonly Counted[] = [
  {
    ...{ part: '离得近', most: 30, sorts: 3 },
    of: (_, band) => band,
    points: (_, band) => [30, 20, 8][band] as number,
    says: (_, band) => ['同村', '同镇', '同县不同镇'][band] as string,
  },
  {
    ...{ part: '帮得上', most: 30, sorts: 64 },
    of: ({ gives }) => gives,
    points: ({ needs }, gives) => shareOf(needs, gives, 30),
    says: ({ needs }, gives) => {
      const met = needs & gives
      return needs === 0 ? '孩子没有说要什么' : `要${countOf(needs)}样，能帮${countOf(met)}样${met ? `：${labelsIn(CARE.needs, met)}` : ''}`
    },
  },
  {
    ...{ part: '时间合适', most: 15, sorts: 16 },
    of: ({ when }) => when,
    points: ({ when }, hers) => shareOf(when, hers, 15),
    says: ({ when }, hers) => bothSay(CARE.times, when, hers, '没有都空的时候', '什么时候都行'),
  },
  {
    ...{ part: '说得来', most: 10, sorts: 16 },
    of: ({ speaks }) => speaks,
    points: ({ speaks }, hers) => (speaks === 0 || speaks & hers & ~MANDARIN ? 10 : speaks & hers ? 5 : 0),
    says: ({ speaks }, hers) => bothSay(CARE.tongues, speaks, hers, '没有都会说的话', '没有说讲什么话'),
  },
  {
    ...{ part: '有余力', most: 10, sorts: 11 },
    of: ({ children, most }) => Math.floor((10 * Math.max(0, most - children)) / Math.max(1, most)),
    points: (_, spare) => spare,
    says: (_, __, { children, most }) => `现在牵手${children}个，最多${most}个`,
  },
  {
    ...{ part: '合孩子心愿', most: 5, sorts: 64 },
    of: ({ is }, band) => is | (band === 0 ? NEIGHBOUR : ELSEWHERE),
    points: ({ wishes }, is) => shareOf(wishes, is, 5),
    says: ({ wishes }, is) => bothSay(CARE.wishes, wishes, is, '没有合上的', '孩子没有说'),
  },
]

const STARTS = COUNTED.map((_, n) => COUNTED.slice(0, n).reduce((sum, { sorts }) => sum + sorts, 0))
const ALL_SORTS = COUNTED.reduce((sum, { sorts }) => sum + sorts, 0)

/** What the village is told instead of what only town and county read: how her record stands. */
export const NEUTRAL = '现在不能安排'
const UNTOLD: readonly string[] = ['notAccepted', 'checkDue']
/** Reasons as the village may read them. */
export function toVillage(bars: readonly Bar[]): Bar[] {
  const kept = bars.filter(({ rule }) => !UNTOLD.includes(rule))
  return kept.length === bars.length ? kept : [{ rule: 'notNow', why: NEUTRAL }, ...kept]
}

/** Who may not care for any child now, and why; a team not when one of it may not. */
const OF_HER: readonly (Bar & { holds(mother: Mother, today: string): boolean })[] = [
  // Whom a worry names is told apart by nothing from whoever rests.
  { rule: 'notAccepted', why: NOT_NOW, holds: ({ state, named }) => state !== 'accepted' || named === true },
  { rule: 'checkDue', why: '违法犯罪记录查询过了一年，要先重新查询', holds: ({ checkedUntil }, today) => checkedUntil < today },
  { rule: 'full', why: '已经到了她能带的人数', holds: ({ children, most }) => children >= most },
]

/** Whoever said so: she, or a cadre. */
export const RELATED = '记着是孩子的亲属，不安排结对'

/** Said of every pair that is not made again, whatever the reason. */
export const NOT_THESE = '这一对不再安排：以前没有谈成、已经结束，或者有别的原因'
const DECLINED = { rule: 'declined', why: NOT_THESE }
/** Nobody who makes pairs is told that a worry names her: the same is said as of a pair that has been. */
const APART: Readonly<Record<Apart, Bar>> = { related: { rule: 'related', why: RELATED }, declined: DECLINED, worry: DECLINED }

const barsOfHer = ({ members }: GiverBits, today: string): Bar[] =>
  OF_HER.filter(({ holds }) => members.some((one) => holds(one, today))).map(({ rule, why }) => ({ rule, why }))

/** Whether it is too far for one of them: each is asked by herself, and judged by herself then. */
function isTooFar(child: ChildBits, { villages, towns, reaches }: GiverBits): boolean {
  if (!child.inPerson) return false
  for (let n = 0; n < reaches.length; n++) {
    const band = towns[n] !== child.town ? 2 : villages[n] === child.village ? 0 : 1
    if (band > (reaches[n] as number)) return true
  }
  return false
}

const barsOfPair = (child: ChildBits, giver: GiverBits): Bar[] => {
  const apart = giver.apart.get(child.id)
  return [
    ...(isTooFar(child, giver) ? [{ rule: 'tooFar', why: '超出她去得到的地方，而孩子要的不是打电话就行' }] : []),
    ...(apart ? [APART[apart]] : []),
  ]
}

/** The points of a child for whatever a giver may be. */
export function pointsOf(child: ChildBits): Uint8Array {
  const points = new Uint8Array(ALL_SORTS)
  COUNTED.forEach((counted, n) => {
    for (let there = 0; there < counted.sorts; there++) points[(STARTS[n] as number) + there] = counted.points(child, there)
  })
  return points
}

/** Where the points for this giver stand among a child's, for each distance. */
export const placesOf = (giver: GiverBits): readonly (readonly number[])[] =>
  ([0, 1, 2] as const).map((band) => COUNTED.map(({ of }, n) => (STARTS[n] as number) + of(giver, band)))

/**
 * The score of a giver who may care for a child at all, 1 to 100, the sum of its parts; 0 when these two may not be a pair.
 * @param points the child's
 * @param places the giver's
 */
export function scoreOf(child: ChildBits, giver: GiverBits, points: Uint8Array, places: ReturnType<typeof placesOf>): number {
  if (isTooFar(child, giver) || (giver.apart.size > 0 && giver.apart.has(child.id))) return 0
  const at = places[bandOf(child, giver)] as readonly number[]
  let score = 0
  for (let n = 0; n < at.length; n++) score += points[at[n] as number] as number
  return score
}

/** Whether a giver may care for any child on this day. */
export const mayCare = (giver: GiverBits, today: string): boolean => barsOfHer(giver, today).length === 0

/** A mother or a team for a child: the score with its parts, or why not. */
export interface Rated {
  giver: string
  score: number
  parts: readonly Part[]
  bars: readonly Bar[]
}

function rate(child: ChildBits, giver: GiverBits, today: string): Rated {
  const band = bandOf(child, giver)
  const parts = COUNTED.map(({ part, most, of, points, says }) => {
    const there = of(giver, band)
    return { part, points: points(child, there), most, says: says(child, there, giver) }
  })
  const score = parts.reduce((total, { points }) => total + points, 0)
  return { giver: giver.id, score, parts, bars: [...barsOfHer(giver, today), ...barsOfPair(child, giver)] }
}

/**
 * Everybody for one child, the best first, then those who may not, each with the reasons. Equal scores stand in the order of their ids.
 * @param today `YYYY-MM-DD` in China
 */
export function ranked(child: Child, givers: readonly Giver[], today: string): Rated[] {
  const numberOf = numbering()
  const bits = bitsOfChild(child, numberOf)
  const rated = givers.map((giver) => rate(bits, bitsOfGiver(giver, today, numberOf), today))
  const barred = ({ bars }: Rated) => (bars.length > 0 ? 1 : 0)
  return rated.sort((a, b) => barred(a) - barred(b) || b.score - a.score || (a.giver < b.giver ? -1 : 1))
}

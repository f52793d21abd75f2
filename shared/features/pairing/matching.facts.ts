import { CARE, type Need, type Reach, type Time, type Tongue, type Wish } from '../../core/care'

/** Said of whoever may not be given a child now, for many reasons: of which one, a worry among them, it does not tell. */
export const NOT_NOW = '她现在不能结对：没有通过、在歇着、暂停了，或者眼下不方便'

/** Why a certain mother is not for a certain child. */
export type Apart = 'related' | 'worry' | 'declined'

/** What matching knows of a caring mother: nothing that names her. */
export interface Mother {
  id: string
  village: string
  town: string
  /** of her application; only `accepted` may care for a child */
  state: string
  /** the last day on which her record check holds, `YYYY-MM-DD` */
  checkedUntil: string
  birthYear: number
  experienced: boolean
  gives: readonly Need[]
  when: readonly Time[]
  speaks: readonly Tongue[]
  reach: Reach
  /** how many children she has now, and the most that she takes */
  children: number
  most: number
  /** somebody is worried about a child because of her, and that is not settled */
  named?: boolean
  /** child id → why never she */
  apart: Readonly<Record<string, Apart>>
}

/** What matching knows of a child: nothing that names it. */
export interface Child {
  id: string
  village: string
  town: string
  needs: readonly Need[]
  when: readonly Time[]
  speaks: readonly Tongue[]
  wishes: readonly Wish[]
}

/** One mother, or several who care together. */
export interface Giver {
  id: string
  members: readonly Mother[]
}

export const alone = (mother: Mother): Giver => ({ id: mother.id, members: [mother] })

/** Answers as bits, in the order of their list: millions of pairs are compared. */
const bitsOf = <T extends string>(list: readonly { value: T }[], values: readonly T[]): number =>
  list.reduce((bits, { value }, n) => (values.includes(value) ? bits | (1 << n) : bits), 0)

const COUNTS = Uint8Array.from({ length: 256 }, (_, bits) => [...bits.toString(2)].filter((bit) => bit === '1').length)
/** How many answers there are in the bits of a list of at most eight. */
export const countOf = (bits: number): number => COUNTS[bits] as number

export const labelsIn = (list: readonly { label: string }[], bits: number): string =>
  list
    .filter((_, n) => bits & (1 << n))
    .map(({ label }) => label)
    .join('、')

const reachOf = (reach: Reach): number => CARE.reaches.findIndex(({ value }) => value === reach)

/** Numbers for the ids of places, which are compared millions of times. */
export type Numbering = (place: string) => number

export function numbering(): Numbering {
  const numbers = new Map<string, number>()
  return (place) => {
    const number = numbers.get(place) ?? numbers.size
    numbers.set(place, number)
    return number
  }
}

/** A child as bits. */
export interface ChildBits {
  id: string
  village: number
  town: number
  needs: number
  when: number
  speaks: number
  wishes: number
  /** whether anything that it needs wants her to come */
  inPerson: boolean
}

/** A mother or a team as bits: what one of them gives, all give; but each of them must be able to come. */
export interface GiverBits {
  id: string
  members: readonly Mother[]
  villages: readonly number[]
  towns: readonly number[]
  /** how far each goes, in the order of the villages and towns: 0 her village, 1 her town, 2 the county */
  reaches: readonly number[]
  gives: number
  when: number
  speaks: number
  /** of the wishes those that do not hang on where she lives */
  is: number
  children: number
  most: number
  /** child id → why never one of them */
  apart: ReadonlyMap<string, Apart>
}

export const bitsOfChild = ({ id, village, town, needs, when, speaks, wishes }: Child, numberOf: Numbering): ChildBits => ({
  id,
  village: numberOf(village),
  town: numberOf(town),
  needs: bitsOf(CARE.needs, needs),
  when: bitsOf(CARE.times, when),
  speaks: bitsOf(CARE.tongues, speaks),
  wishes: bitsOf(CARE.wishes, wishes),
  inPerson: needs.length === 0 || needs.some((need) => need !== 'calls'),
})

/** How old she is this year counts: nobody is asked for her birthday. */
const ageWish = (birthYear: number, today: string): Wish => {
  const age = Number(today.slice(0, 4)) - birthYear
  return age < 35 ? 'young' : age < 55 ? 'middle' : 'elder'
}

export function bitsOfGiver({ id, members }: Giver, today: string, numberOf: Numbering): GiverBits {
  const all = <T>(each: (one: Mother) => readonly T[]): T[] => members.flatMap((one) => [...each(one)])
  const sum = (each: (one: Mother) => number) => members.reduce((total, one) => total + each(one), 0)
  return {
    id,
    members,
    villages: all(({ village }) => [numberOf(village)]),
    towns: all(({ town }) => [numberOf(town)]),
    reaches: members.map(({ reach }) => reachOf(reach)),
    gives: bitsOf(
      CARE.needs,
      all(({ gives }) => gives),
    ),
    when: bitsOf(
      CARE.times,
      all(({ when }) => when),
    ),
    speaks: bitsOf(
      CARE.tongues,
      all(({ speaks }) => speaks),
    ),
    is: bitsOf(
      CARE.wishes,
      all(({ birthYear, experienced }) => [ageWish(birthYear, today), ...(experienced ? (['experienced'] as const) : [])]),
    ),
    children: sum(({ children }) => children),
    most: sum(({ most }) => most),
    apart: new Map(all((one) => Object.entries(one.apart))),
  }
}

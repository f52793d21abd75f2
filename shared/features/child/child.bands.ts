import type { PlaceChain } from '../../core/place'

/** Whole years on a day (both `YYYY-MM-DD`); a child of 29 February is a year older on 1 March where there is no such day. */
export const ageOn = (birthDay: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4)) - (day.slice(5) < birthDay.slice(5) ? 1 : 0)

/** 不满十四周岁: her guardian's word is needed, and rules of their own hold (个人信息保护法 28, 31; 未成年人保护法 72). */
export const isUnder14 = (birthDay: string, day: string): boolean => ageOn(birthDay, day) < 14
export const OF_AGE = 18

const EDGES = [0, 3, 6, 9, 12, 14, 16, OF_AGE] as const

/** `6到8岁`: near enough to know what a child needs, too wide to know which child it is. */
export function ageBand(birthDay: string, day: string): string {
  const age = ageOn(birthDay, day)
  const to = EDGES.find((edge) => edge > age)
  const from = EDGES.filter((edge) => edge <= age).pop() ?? 0
  return to === undefined ? '满18岁' : `${from}到${to - 1}岁`
}

export const DISTANCES = ['sameVillage', 'sameTown', 'sameCounty', 'farther'] as const
export type Distance = (typeof DISTANCES)[number]

/** How far two places are from each other, in steps that tell no village. */
export function distanceBand(one: PlaceChain, other: PlaceChain): Distance {
  if (one.county !== other.county) return 'farther'
  if (!one.town || one.town !== other.town) return 'sameCounty'
  return one.village && one.village === other.village ? 'sameVillage' : 'sameTown'
}

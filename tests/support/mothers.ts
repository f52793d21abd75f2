import { CARE } from '@shared/core/care'
import type { Child, Mother } from '@shared/features/pairing/matching.facts'
import type { Dice } from './fuzz/dice'

const some = <T extends { value: string }>(dice: Dice, list: readonly T[], percent: number): T['value'][] =>
  list.map(({ value }) => value).filter(() => dice.percent(percent))

const TOWNS = 20
const VILLAGES_EACH = 15

function home(dice: Dice): { village: string; town: string } {
  const town = dice.below(TOWNS)
  return { town: `t${town}`, village: `v${town}-${dice.below(VILLAGES_EACH)}` }
}

/** A child somewhere in a county of 300 villages. */
export const someChild = (dice: Dice, n: number): Child => ({
  id: `child${String(n).padStart(5, '0')}`,
  ...home(dice),
  needs: some(dice, CARE.needs, 40),
  when: some(dice, CARE.times, 40),
  speaks: some(dice, CARE.tongues.slice(0, 3), 50),
  wishes: some(dice, CARE.wishes, 15),
})

/** A mother somewhere in that county; one in ten may not care for a child now. */
export const someMother = (dice: Dice, n: number): Mother => ({
  id: `mother${String(n).padStart(5, '0')}`,
  ...home(dice),
  state: dice.percent(95) ? 'accepted' : 'suspended',
  checkedUntil: dice.percent(95) ? '2027-06-01' : '2026-01-01',
  birthYear: 1955 + dice.below(50),
  experienced: dice.percent(60),
  gives: some(dice, CARE.needs, 50),
  when: some(dice, CARE.times, 50),
  speaks: some(dice, CARE.tongues.slice(0, 3), 60),
  reach: dice.pick(CARE.reaches).value,
  children: dice.below(2),
  most: 1 + dice.below(3),
  apart: dice.percent(20) ? { [`child${String(dice.below(2_000)).padStart(5, '0')}`]: dice.pick(['related', 'worry', 'declined']) } : {},
})

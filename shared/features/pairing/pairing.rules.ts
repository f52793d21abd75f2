import type { Need, Reach, Time, Tongue, Wish } from '../../core/care'
import type { Grant } from '../../core/place'
import { checkedUntil } from '../../core/record-check'
import { type Child, type Mother, NOT_NOW } from './matching.facts'

type Told = Readonly<Record<string, unknown>>

/** States of her case in which she may care for a child: while her record is looked up anew, she goes on. */
export const CARING: readonly string[] = ['accepted', 'renewing']
/** States in which she is still a caring mother, whether she may care now or not. */
export const KNOWN_MOTHERS: readonly string[] = [...CARING, 'paused', 'suspended', 'halted']

/** How a case of hers came to its end, for whoever decides on the next one. */
const ENDED: Readonly<Record<string, string>> = {
  refused: '没有通过',
  dismissed: '不再担任',
  left: '退出',
  leftUndecided: '暂停核实中退出，请问县妇联',
}
const FEW = 40
/** One line of it, e.g. `2026-11-23 悦来镇 不再担任：……`; undefined for a case that has come to no end. */
export const saysEarlier = ({
  state,
  answers,
  day,
  town,
}: {
  state: string
  answers: Told
  day: string
  town: string
}): string | undefined =>
  ENDED[state] && `${day} ${town} ${ENDED[state]}${answers.reason ? `：${String(answers.reason).slice(0, FEW)}` : ''}`

/** Whether somebody is told how a mother's record stands: a cadre of the town or the county, never the village. */
export const decides = (grants: readonly Grant[], { town, county }: { town: string; county: string }): boolean =>
  grants.some(({ role, place }) => (role === 'town' && place === town) || (role === 'county' && place === county))

/** Whether somebody looks after the children of a village. */
export const isOfVillage = (grants: readonly Grant[], { village }: { village: string }): boolean =>
  grants.some(({ role, place }) => role === 'village' && place === village)

/** Why she may not care for any child now, in plain words; undefined when she may. @param today `YYYY-MM-DD` in China */
export function whyNotNow({ state, answers }: { state: string; answers: Told }, today: string): string | undefined {
  if (!CARING.includes(state)) return NOT_NOW
  return checkedUntil(String(answers.checkDay)) < today ? '她的违法犯罪记录查询过了一年，要先重新查询' : undefined
}

interface Asked {
  id: string
  village: string
  town: string
  state: string
  answers: Told
}

/** What her own case tells matching of a caring mother. */
export type MotherFacts = Omit<Mother, 'children' | 'named' | 'apart'>

/** A caring mother as matching knows her: nothing that names her. */
export const motherFacts = ({ answers, state, ...of }: Asked): MotherFacts => ({
  ...of,
  state: CARING.includes(state) ? 'accepted' : state,
  checkedUntil: checkedUntil(String(answers.checkDay)),
  birthYear: Number(String(answers.idCard).slice(6, 10)),
  experienced: answers.experienced === true,
  gives: (answers.gives ?? []) as readonly Need[],
  when: (answers.when ?? []) as readonly Time[],
  speaks: (answers.speaks ?? []) as readonly Tongue[],
  reach: answers.reach as Reach,
  most: Number(answers.most),
})

/** What the register tells of a child: where it lives and what is compared. */
export interface AskedFor {
  id: string
  chain: { village: string; town: string }
  care: { needs: readonly Need[]; when: readonly Time[]; speaks: readonly Tongue[]; hopes: readonly Wish[] }
}

/** A child as matching knows it: nothing that names it. */
export const childFacts = ({ id, chain: { village, town }, care: { hopes, ...asked } }: AskedFor): Child => ({
  ...{ id, village, town, ...asked, wishes: hopes },
})

/** States of a pairing before all have agreed, and after. */
const ASKING: readonly string[] = ['proposed', 'consent']
const TOGETHER: readonly string[] = ['trial', 'review', 'active']

/** Of the reasons why a pairing ends those that may lie between the two. */
const NOT_FITTING: readonly string[] = ['notFitting', 'otherwise']
/** How a pairing ended for the two of it: they did not fit and are not asked again, or they may be. */
export type Parted = 'never' | 'may'

/** Somebody of the three said no while she was being asked, or ended it because it did not go well. */
export const partedIn = ({ state, answers }: { state: string; answers: Told }): Parted =>
  ASKING.includes(state) || NOT_FITTING.includes(String(answers.ending)) ? 'never' : 'may'

/** What she is shown at a state of the pairing; nothing once it is over. */
export const stageIn = (state: string): 'proposed' | 'paired' | 'ended' =>
  ASKING.includes(state) ? 'proposed' : TOGETHER.includes(state) ? 'paired' : 'ended'

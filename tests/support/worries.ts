import { dayOf } from '@shared/core/time'
import type { Answer, Api, Json } from './api'
import { acceptedMother } from './caring-mothers'
import { cadresOf, mustBe, registerChild } from './children'
import type { Cloud } from './cloud'
import { agreeTo, propose } from './pairings'
import { move } from './publications'

/** What somebody has seen; nothing of it is anybody's. */
export const SEEN = { danger: false, seen: ['hurt', 'sad'], words: '手臂上有几道新伤，问她也不说话' }

/** Tells of the child of a pairing, or of a child by its id. */
export const raise = (who: Api, about: string, more: object = {}): Promise<Answer<Json>> =>
  who.post('/api/applications', { kind: 'worry', about, move: 'raise', input: { ...SEEN, ...more } })

export const REPORT = {
  ...{
    authority: 'police',
    reportDay: '2026-11-23',
    reportClock: '上午9点20分',
    reporter: '李芳',
    receiver: '值班民警',
    account: '说了伤的情况',
  },
}
export const closing = (more: object = {}) => ({ outcome: 'protected', harm: true, result: '派出所接手，孩子由姑姑照看', ...more })

/** A child with a caring mother who lives with it, and all its cadres. */
export async function pairedHouse(cloud: Cloud) {
  const cadres = await cadresOf(cloud)
  const her = await cloud.woman()
  const mother = await acceptedMother(her, cadres, dayOf(cloud.clock.now()))
  const { id: child, code } = await registerChild(cadres.village)
  const { id: pairing } = await mustBe(201, propose(cadres.town, child, mother))
  await mustBe(200, move(her, pairing, 'accept'))
  await agreeTo(cadres.village, child)
  await mustBe(200, move(cadres.village, pairing, 'confirm'))
  return { ...cadres, her, mother, pairing, child: child as string, code: code as string }
}

import { dayOf } from '@shared/core/time'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Api, apiOf, type Json } from './api'
import { acceptedMother } from './caring-mothers'
import { cadresOf, consentOf, mustBe, picture, registerChild } from './children'
import type { Cloud } from './cloud'
import { move } from './publications'

/** Cadres of a village up to the county, a caring mother and a registered child of that village. @param checkDay of her record */
export async function pairHouse(cloud: Cloud, checkDay: string, openId?: string) {
  const cadres = await cadresOf(cloud)
  const her = await cloud.woman({}, openId)
  const mother = await acceptedMother(her, cadres, checkDay)
  const child = await registerChild(cadres.village)
  return { ...cadres, her, mother, child: child.id as string, code: child.code as string }
}
export type PairHouse = Awaited<ReturnType<typeof pairHouse>>

/** She has been asked. @returns the pairing */
export const proposed = async ({ town, child, mother }: PairHouse, more: object = {}): Promise<string> =>
  (await mustBe(201, propose(town, child, mother, more))).id

/** All have agreed. @returns the pairing */
export async function paired(all: PairHouse): Promise<string> {
  const id = await proposed(all)
  await mustBe(200, move(all.her, id, 'accept'))
  await agreeTo(all.village, all.child)
  await mustBe(200, move(all.village, id, 'confirm'))
  return id
}

/** She has signed in again, for long ago she was. */
export async function again({ app, url }: Cloud, who: { account: string }): Promise<Api> {
  const token = newToken()
  await app.db.write((m) => app.accounts.startSession(m, who.account, token))
  return apiOf(url, token)
}

export const propose = (who: Api, child: string, mother: string, more: object = {}) =>
  who.post('/api/applications', { kind: 'pairing', about: child, move: 'propose', input: { mother, mode: 'oneToOne', ...more } })

/** The guardian agrees on one paper to all who are being asked, on the day on which the cadre was last told of one of them. */
export async function agreeTo(
  village: Api,
  child: string,
  more: { pairings?: readonly string[]; [name: string]: unknown } = {},
): Promise<Json> {
  const { items } = await mustBe(200, village.get(`/api/children/${child}/pairings`))
  const { events } = await mustBe(200, village.get(`/api/applications/${items[0].id}`))
  const pairings = items.filter(({ live, begunAt }: Json) => live && begunAt === null).map(({ id }: Json) => id)
  const given = consentOf(await picture(village), { day: dayOf(events[events.length - 1].at), pairings, ...more })
  return mustBe(200, village.post(`/api/children/${child}/consents`, { purpose: 'motherView', ...given }))
}

import { beginChild, consentOf, mustBe, opened, openingOf, picture, registerChild } from '../../support/children'
import type { House } from './house'

/** What the cadre of the first village has registered, and what became of it. */
const registered = async ({ callers }: House) => {
  const { id, version } = await registerChild(callers.village)
  return { id: id as string, version: version as number }
}
const changed =
  (path: string, body: (version: number) => object, by: 'village' | 'county' = 'village') =>
  async (house: House) => {
    const { id, version } = await registered(house)
    const who = house.callers[by]
    const put =
      path === 'closed' ? who.put(`/api/children/${id}/closed`, body(version)) : who.post(`/api/children/${id}/${path}`, body(version))
    return { id, version: (await mustBe(200, put)).version as number }
  }
const asked = async (house: House, more: object = {}) => {
  const { id: about } = await registered(house)
  const { id } = await mustBe(201, house.callers.village.post(`/api/children/${about}/openings`, openingOf(['identity', 'consents'], more)))
  return { id: id as string, about }
}
const mayRead = async (house: House) => {
  const { village, town } = house.callers
  const { id: about } = await registered(house)
  return { id: await opened(village, town, about, ['identity', 'consents']), about }
}

/** Looks, later than anybody before. @returns how the county's audit calls that, and where the page before it ends */
export async function lookedAt({ cloud, callers }: House, child: string, look: () => Promise<unknown>) {
  cloud.clock.advance(1)
  const word = `${cloud.clock.now()}~${child}~0`
  await look()
  const { items } = await mustBe(200, callers.county.get(`/api/child-access?year=2026&after=${word}`))
  const found = items.find(({ id }: { id: string }) => id.includes(`~${child}~`))
  return { id: found.id as string, about: child, word }
}

/** With a consent of its own, until a day. */
const withPhoto = async (house: House) => {
  const { village, town } = house.callers
  const { id: about } = await registered(house)
  await mustBe(200, village.post(`/api/children/${about}/consents`, { purpose: 'photo', ...consentOf(await picture(village)) }))
  const values = { picture: [await picture(village)], until: '2027-06-01' }
  await mustBe(200, village.put(`/api/children/${about}/parts/photo`, { version: 3, values, why: '监护人给的' }))
  return { id: await opened(village, town, about, ['photo']), about }
}

export const childRecords = {
  stub: async ({ callers }: House) => ({ id: (await beginChild(callers.village)).id as string, word: await picture(callers.village) }),
  child: registered,
  childWithPaper: async (house: House) => ({ ...(await registered(house)), word: await picture(house.callers.village) }),
  closedChild: changed('closed', (version) => ({ version, closed: 'moved' })),
  withdrawnChild: changed('withdrawals', () => ({ purpose: 'register' })),
  erasedChild: changed('erasure', () => ({ words: '监护人要求' }), 'county'),
  opening: (house: House) => asked(house),
  emergency: (house: House) => asked(house, { emergency: true }),
  approvedOpening: mayRead,
  approvedPhoto: withPhoto,
  endedOpening: async (house: House) => {
    const made = await mayRead(house)
    await mustBe(200, house.callers.town.post(`/api/children/${made.about}/withdrawals`, { purpose: 'register' }))
    return made
  },
  /** a reading, and where the page before it ends */
  childReading: async (house: House) => {
    const { id, about } = await mayRead(house)
    return lookedAt(house, about, () => mustBe(200, house.callers.village.post(`/api/child-openings/${id}/reads`)))
  },
}

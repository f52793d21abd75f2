import type { Api, Json } from './api'
import type { Cloud } from './cloud'
import { type Desk, declaration, ROAD } from './declarations'

export const see = async (who: Api, { id }: Json): Promise<Json> => (await who.get(`/api/applications/${id}`)).body
export const status = async (who: Api, { id }: Json) => (await who.get(`/api/applications/${id}`)).status
export const inbox = async (who: Api): Promise<string[]> =>
  (await who.get('/api/applications?box=inbox')).body.items.map((row: Json) => row.id)
export const send = async (who: Api, { id }: Json, name: string, input: object = {}) =>
  who.post(`/api/applications/${id}/moves/${name}`, { version: (await see(who, { id })).version, input })
export const move = async (who: Api, made: Json, name: string, input: object = {}): Promise<Json> => {
  const { status, body } = await send(who, made, name, input)
  if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body
}
export const consent = async (her: Api, made: Json, field: string, given: boolean) =>
  her.post(`/api/applications/${made.id}/consents`, { version: (await see(her, made)).version, field, given })

/** Everybody who has a part in it after her. */
export const desksOf = async (cloud: Cloud) => ({
  village: await cloud.official('village', 'v01'),
  town: await cloud.official('town', 't1'),
  county: await cloud.official('county', 'c1'),
  colleague: await cloud.official('county', 'c1'),
  hr: await cloud.official('hr', 'o1'),
  guarantor: await cloud.official('guarantor', 'o2'),
  bank: await cloud.official('bank', 'o4'),
  otherBank: await cloud.official('bank', 'o3'),
})

/** A declaration that has come so far: `bank` is the end of the road. */
export async function roadTo(cloud: Cloud, until: Desk | 'bank', changed: object = {}) {
  const [her, desks] = [await cloud.woman(), await desksOf(cloud)]
  const begun = await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her, changed) })
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body))
  for (const [who, name, input] of ROAD) {
    if (who === until) break
    const { state } = await see(her, begun.body)
    if (state === who) await move(desks[who], begun.body, name, input)
  }
  return { her, ...desks, made: begun.body as Json }
}

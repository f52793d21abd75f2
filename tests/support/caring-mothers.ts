import type { Answer, Api, Json } from './api'
import { jpeg } from './pictures'
import { move } from './publications'

/** What a woman answers whom nothing excludes; born in 1949. */
const MOTHER = {
  ...{ name: '王桂花', village: 'v01', phone: '13900001234', idCard: '11010519491231002X' },
  ...{ gives: ['visits', 'tutoring'], when: ['weekends'], reach: 'town', speaks: ['mandarin', 'local'], most: 2, experienced: true },
  ...{ harmed: false, habits: false, neglected: false, punished: false, unwell: false, checkConsent: true },
}

/** Signs the promise and sends her application. */
export async function signUp(her: Api, more: object = {}, of: object = {}): Promise<Answer<Json>> {
  const { body } = await her.upload(await jpeg(8, 8))
  return her.post('/api/applications', { kind: 'caringMother', move: 'submit', ...of, input: { ...MOTHER, promise: body.id, ...more } })
}

/** A woman whom the village has vouched for and whose record was looked up on a day. @returns her case */
export async function acceptedMother(
  her: Api,
  { village, town }: { village: Api; town: Api },
  checkDay: string,
  more: object = {},
): Promise<string> {
  const { id } = (await signUp(her, more)).body
  await move(village, id, 'vouch', { opinion: '人品好，邻里都信得过' })
  const { status, body } = await move(town, id, 'accept', { checkResult: 'clear', checkDay })
  if (body.state !== 'accepted') throw new Error(`${status}: ${JSON.stringify(body)}`)
  return id
}

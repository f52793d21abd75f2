import type { Answer, Api, Json } from './api'
import { jpeg } from './pictures'

/** What a woman answers whom nothing excludes; born in 1949. */
const MOTHER = {
  ...{ name: '王桂花', village: 'v01', phone: '13900001234', idCard: '11010519491231002X' },
  ...{ gives: ['visits', 'tutoring'], when: ['weekends'], reach: 'town', speaks: ['mandarin', 'local'], most: 2, experienced: true },
  ...{ harmed: false, habits: false, neglected: false, punished: false, unwell: false, checkConsent: true },
}

/** Signs the promise and sends her application. */
export async function signUp(her: Api, more: object = {}): Promise<Answer<Json>> {
  const { body } = await her.upload(await jpeg(8, 8))
  return her.post('/api/applications', { kind: 'caringMother', move: 'submit', input: { ...MOTHER, promise: body.id, ...more } })
}

import type { Api, Json } from './api'
import { consentOf, mustBe, picture } from './children'

export const propose = (who: Api, child: string, mother: string, more: object = {}) =>
  who.post('/api/applications', { kind: 'pairing', about: child, move: 'propose', input: { mother, mode: 'oneToOne', ...more } })

/** The guardian agrees on paper that a caring mother sees what she needs. */
export const agreeTo = async (village: Api, child: string): Promise<Json> =>
  mustBe(200, village.post(`/api/children/${child}/consents`, { purpose: 'motherView', ...consentOf(await picture(village)) }))

import { randomUUID } from 'node:crypto'
import type { Role } from '@shared/core/place'
import { addMs, dayOf } from '@shared/core/time'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Api, apiOf, type Json } from './api'
import type { Cloud } from './cloud'
import { declaration, REPORT, ROAD } from './declarations'

const DAY_MS = 86_400_000

interface More {
  /** her name to WeChat, so that a phone of hers finds the loan */
  openId?: string
  /** lets WeChat know of an official: what officials write is checked there */
  visit?: (openId: string) => void
  /** so many days ago the bank paid out; more than a quarter unless it is said */
  days?: number
  /** what she declares, and what the bank reports, otherwise than usual */
  declared?: object
  reported?: object
}

/** A loan of a woman in 柳溪村 that the postal savings bank (o4) has paid out, by the whole road; the clock stands where it stood. */
export async function releasedLoan(cloud: Cloud, { openId, visit, days = 200, declared = {}, reported = {} }: More = {}) {
  const now = cloud.clock.now()
  cloud.clock.set(addMs(now, -days * DAY_MS))
  const her = await cloud.woman({}, openId)
  const desk = async (role: Role, place: string) => {
    const known = visit && `openid-${role}-${randomUUID().slice(0, 8)}`
    if (known) visit(known)
    return cloud.official(role, place, '某干部', known)
  }
  const desks = {
    village: await desk('village', 'v01'),
    town: await desk('town', 't1'),
    county: await desk('county', 'c1'),
    hr: await desk('hr', 'o1'),
    guarantor: await desk('guarantor', 'o2'),
    bank: await desk('bank', 'o4'),
  }
  const since = dayOf(addMs(cloud.clock.now(), -300 * DAY_MS))
  const input = await declaration(her, { since, ...declared })
  let made = expected(await her.post('/api/applications', { kind: 'loan', move: 'submit', input }), 201)
  const move = async (who: Api, name: string, answers: object) => {
    made = expected(await who.post(`/api/applications/${made.id}/moves/${name}`, { version: made.version, input: answers }), 200)
  }
  for (const [who, name, answers] of ROAD) if (made.state === who) await move(desks[who], name, answers)
  const released = dayOf(cloud.clock.now())
  await move(desks.bank, 'release', { ...REPORT, releasedOn: released, ...reported })
  cloud.clock.set(now)
  // She signs in again: her first session may have run out by then.
  const token = newToken()
  await cloud.app.db.write((m) => cloud.app.accounts.startSession(m, her.account, token))
  return { id: made.id as string, receipt: made.receipt as string, released, her: apiOf(cloud.url, token) }
}

function expected({ status, body }: { status: number; body: Json }, wanted: number): Json {
  if (status !== wanted) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return body
}

import type { Role } from '@shared/core/place'
import type { ActivityBody } from '@shared/features/activity/activity.schema'
import type { App } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import type { Manager } from '../../cloud/core/database'
import { newId } from '../../cloud/core/ids'
import { newToken } from '../../cloud/features/people/accounts.service'
import { storeCounty } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'
import { HER, training } from '../support/activities'

const TOGETHER = 500

async function signedIn(app: App, m: Manager, profile: Record<string, unknown>): Promise<{ account: string; token: string }> {
  const account = await app.accounts.create(m, { profile })
  const token = newToken()
  await app.accounts.startSession(m, account, token)
  return { account, token }
}

/** Women who have told their profile and are signed in; their tokens. */
export async function women(app: App, many: number): Promise<string[]> {
  const tokens: string[] = []
  while (tokens.length < many)
    await app.db.write(async (m) => {
      for (const end = Math.min(many, tokens.length + TOGETHER); tokens.length < end; ) tokens.push((await signedIn(app, m, HER)).token)
    })
  return tokens
}

export const county = (app: App): Promise<void> => app.db.write((m) => storeCounty(m, demoCounty))

/** Somebody with a role at a place. */
export async function official(app: App, role: Role, place: string): Promise<{ caller: Caller; token: string }> {
  const { account, token } = await app.db.write(async (m) => {
    const made = await signedIn(app, m, { name: '某干部' })
    const at = app.now()
    await app.grants.record(m, { id: newId(at), account: made.account, role, place, by: null, at })
    return made
  })
  return { caller: (await app.accounts.caller(account)) as Caller, token }
}

/** A published training with as many seats as may be, unless said otherwise; its id. */
export async function activity(app: App, cadre: Caller, needsReview: boolean, changed: Partial<ActivityBody> = {}): Promise<string> {
  const now = app.now()
  const id = newId(now)
  const body = training(now, { seats: 5_000, needsReview, ...changed })
  const atlas = await app.regions.atlas()
  await app.db.write((m) => app.activities.create(m, cadre, id, body, atlas, now))
  return id
}

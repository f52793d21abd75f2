import path from 'node:path'
import type { Role } from '@shared/core/place'
import type { App } from '../../cloud/app'
import { newId } from '../../cloud/core/ids'
import type { Settings } from '../../cloud/core/settings'
import { newToken } from '../../cloud/features/people/accounts.service'
import { pages } from '../../cloud/pages'
import { seedDemo } from '../../cloud/tools/seed-demo'
import { apiOf } from './api'
import { type Cloud, clockAt, type Engine, startCloud } from './cloud'

/** The h5 app, as `npm run build:h5` leaves it. */
const H5 = path.resolve(__dirname, '../../dist/h5')

/** The h5 app beside the interface, at the machine's own time; the places of the demonstration county, and nobody in it unless `fill` says who. */
export const startH5 = (engine: Engine, changed: Partial<Settings> = {}, fill?: (app: App) => Promise<void>): Promise<Cloud> =>
  startCloud(engine, { demo: true, ...changed }, { rest: pages(H5, async () => true) }, clockAt(new Date().toISOString()), fill)

/** What `npm start` serves: the demonstration county with its people. */
export const startDemo = (changed: Partial<Settings> = {}, engine: Engine = 'sqlite'): Promise<Cloud> =>
  startH5(engine, changed, (app) => seedDemo(app, () => undefined))

/** Somebody who can be chosen in the demonstration, with the offices that she holds, and her line to the cloud. */
export async function demoPerson({ app, clock, url }: Cloud, name: string, ...offices: readonly (readonly [Role, string])[]) {
  const account = await app.db.write(async (m) => {
    const id = await app.accounts.create(m, { demo: true, profile: { name, phone: '13900000001' } })
    for (const [role, place] of offices)
      await app.grants.record(m, { id: newId(clock.now()), account: id, role, place, by: null, at: clock.now() })
    return id
  })
  const token = newToken()
  await app.db.write((m) => app.accounts.startSession(m, account, token))
  return Object.assign(apiOf(url, token), { account })
}

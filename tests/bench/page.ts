import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { load, wire } from './load'
import { activity, county, official } from './people'
import type { Place } from './place'
import { atLeast, type Result } from './result'
import { inTurn } from './rounds'
import { program, startServer } from './server'

const LINES = 32

/** Strangers behind a proxy, each with an address of her own. */
const strangers = (path: string, many: number): Buffer[] =>
  Array.from({ length: many }, (_, n) =>
    wire({ method: 'GET', path, headers: { 'x-forwarded-for': `10.${(n >> 14) & 127}.${(n >> 7) & 127}.${n & 127}` } }),
  )

/** The page of an activity that everybody may see. */
export async function publicPage(place: Place, { rounds, each }: { rounds: number; each: number }): Promise<Result[]> {
  const env = { ...(await place.onMariadb('page')), PROXIES: '1' }
  const app = await place.open(env)
  await county(app)
  const { caller } = await official(app, 'town', 't1')
  const address = `/api/activities/${await activity(app, caller, false)}`
  await app.db.close()
  const ours = await place.product(env)
  const requests = strangers(address, each)
  const answer = path.join(place.folder, 'page.json')
  writeFileSync(answer, (await load(ours.port, requests.slice(0, 1), 1, 200)).sample)
  const bare = await startServer(program('yardsticks/activity-page'), { ANSWER: answer, NODE_ENV: 'production' }, place.folder)
  try {
    const perSecond = (port: number) => async () => (await load(port, requests, LINES, 200)).perSecond
    const found = await inTurn(
      rounds,
      { ours: perSecond(ours.port), yardstick: perSecond(bare.port) },
      { servers: { ours, yardstick: bare }, requests: each },
    )
    return [atLeast(0.8, { name: '活动页，谁都能看', unit: '次/秒', ...found })]
  } finally {
    await ours.stop()
    await bare.stop()
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { addDays, atChina, dayOf } from '@shared/core/time'
import pino from 'pino'
import { type App, createApp } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import { changeOne } from '../../cloud/core/database'
import { newId } from '../../cloud/core/ids'
import { settingsOf } from '../../cloud/core/settings'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { HER } from '../support/activities'
import { say } from '../support/say'
import { activity, county, official, women } from './people'
import type { Place } from './place'
import { none, type Result, within } from './result'
import { startServer } from './server'

const PROCESSES = 2
/** Both processes are ready so long before the offers end. */
const BEFORE_MS = 20_000
const MOST_SECONDS = 10
const GIVE_UP_MS = 120_000

/** As many offers as seats, made in one moment, and as many women behind them; the activity and when all of the offers end. */
async function offers(app: App, many: number): Promise<{ about: string; end: string }> {
  await county(app)
  const { caller: cadre } = await official(app, 'town', 't1')
  const about = await activity(app, cadre, false, { seats: 1, offerHours: 1 })
  await women(app, many * 2 + 1)
  const accounts = (await app.db.read.query('SELECT id FROM account ORDER BY id DESC LIMIT ?', [many * 2 + 1])) as { id: string }[]
  const atlas = await app.regions.atlas()
  const body = { kind: 'enrolment', about, move: 'submit', input: HER }
  for (const { id } of accounts) {
    const caller = (await app.accounts.caller(id)) as Caller
    await app.db.write((m) => app.applications.create(m, caller, newId(app.now()), body, atlas, app.now()))
  }
  await app.db.write((m) => changeOne(m, Activity, 'id = :id', { id: about }, { seats: many + 1 }))
  while ((await app.work.tick()) > 0);
  const [made] = (await app.db.read.query(
    "SELECT COUNT(*) AS n, MIN(clock_at) AS end, MAX(clock_at) AS last FROM application WHERE state = 'offered'",
  )) as {
    n: number
    end: string
    last: string
  }[]
  if (Number(made?.n) !== many || made?.end !== made?.last) throw new Error(`not ${many} offers that end together`)
  return { about, end: made?.end as string }
}

const countOf = async (app: App, sql: string, params: unknown[] = []): Promise<number> =>
  Number(((await app.db.read.query(sql, params)) as { n: number }[])[0]?.n)

/** Offers that end in the same second, with two processes whose clocks are set so that it comes soon: each lapses once. */
export async function lapsing(place: Place, { offers: many }: { offers: number }): Promise<Result[]> {
  const env = await place.onMariadb('lapsing')
  await (await place.open(env)).db.close()
  // In the morning, so that they end by day whatever the hour of the measuring.
  const morning = atChina(addDays(dayOf(new Date().toISOString()), 1), '10:00')
  const app = await createApp(settingsOf(env), { log: pino({ level: 'silent' }), now: () => morning })
  const { end } = await offers(app, many)
  const ahead = (Date.parse(end) - BEFORE_MS - Date.now()) / 1000
  const command = [`${process.env.PROVEN}/unguarded.js`, '--ahead', String(ahead)]
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServer(command, env, place.folder)))
  try {
    if (Date.now() + ahead * 1000 >= Date.parse(end)) throw new Error('the processes were not ready when the offers ended')
    const left = () => countOf(app, 'SELECT COUNT(*) AS n FROM application WHERE clock_at <= ?', [end])
    for (const began = Date.now(); (await left()) > 0 && Date.now() - began < GIVE_UP_MS; ) await pause(100)
    const lapses = (await app.db.read.query(
      "SELECT application_id AS id, COUNT(*) AS n, MAX(at) AS at FROM application_event WHERE move = 'lapse' GROUP BY application_id",
    )) as { n: number; at: string }[]
    const last =
      lapses
        .map(({ at }) => at)
        .sort()
        .at(-1) ?? end
    const seconds = (Date.parse(last) - Date.parse(end)) / 1000
    const passed = await countOf(app, "SELECT COUNT(*) AS n FROM activity_place WHERE standing = 'offered'")
    say(`  ${lapses.length} 个名额在 ${seconds.toFixed(1)} 秒里过时并让给了下一位`)
    return [
      within(MOST_SECONDS, { name: `${many} 个名额同一秒过时，两个进程，全部让出去`, unit: '秒', value: Math.max(seconds, 0.001) }),
      none('过时了两次的', lapses.filter(({ n }) => Number(n) > 1).length),
      none('没有过时的', many - lapses.length),
      none('没有让给下一位的', many - passed),
    ]
  } finally {
    for (const server of servers) await server.stop()
    await app.db.close()
  }
}

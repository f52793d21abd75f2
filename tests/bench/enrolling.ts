import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../cloud/app'
import { insertRows, rowsOf, shapesOf } from '../../cloud/core/rows'
import { HER } from '../support/activities'
import { say } from '../support/say'
import { load, wire } from './load'
import { activity, county, official, women } from './people'
import type { Place } from './place'
import { atLeast, type Result, within } from './result'
import { inTurn } from './rounds'
import { program, type Server, startServer } from './server'
import { templateOf } from './yardsticks/template'

const LINES = 64
const COOL = 100
/** One request in so many goes to the hot activity. */
const HOT_EVERY = 5

export interface Size {
  rounds: number
  /** enrolments a round */
  each: number
}

/** One hot activity and a hundred cool ones; half of the cool ones are decided by their organiser, who is told so. */
async function activities(app: App): Promise<string[]> {
  const { caller } = await official(app, 'town', 't1')
  const ids: string[] = []
  for (let n = 0; n <= COOL; n++) ids.push(await activity(app, caller, n > 0 && n % 2 === 0))
  return ids
}

/** Each woman enrols once. */
function requestsOf(tokens: readonly string[], ids: readonly string[]): Buffer[] {
  return tokens.map((token, n) =>
    wire({
      method: 'POST',
      path: '/api/applications',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
      body: { kind: 'enrolment', about: n % HOT_EVERY === 0 ? ids[0] : ids[1 + (n % COOL)], move: 'submit', input: HER },
    }),
  )
}

async function copyActivities(from: App, to: App): Promise<void> {
  const shape = shapesOf(from.db.read).find(({ name }) => name === 'activity')
  if (!shape) throw new Error('no table of activities')
  for await (const rows of rowsOf(from.db.read, shape)) await to.db.write((m) => insertRows(m, shape, rows))
}

/** The notices of a round belong to it: nothing of ours may run on into the yardstick's. */
async function settled(app: App): Promise<void> {
  const waits = async () => (await app.db.read.query("SELECT id FROM outbox WHERE state = 'waiting' LIMIT 1")).length > 0
  while (await waits()) await pause(50)
}

/** Everything that the warm-up stored is what the yardstick is given to store. */
async function yardstick(place: Place, app: App, name: string, env: Record<string, string>): Promise<Server> {
  const bare = await place.open(env)
  await copyActivities(app, bare)
  await bare.db.close()
  const file = path.join(place.folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(await templateOf(app)))
  return startServer(program(`yardsticks/enrol-${app.db.engine}`), { ...env, TEMPLATE: file }, place.folder)
}

interface Compared {
  value: number
  yardstick: number
  /** MB at the most */
  memory: number
}

async function compare(place: Place, engine: 'mysql' | 'sqlite', { rounds, each }: Size): Promise<Compared> {
  const envOf = async (name: string) => (engine === 'mysql' ? place.onMariadb(`${name}_mysql`) : place.onSqlite(name))
  const env = await envOf('enrolling')
  const app = await place.open(env)
  await county(app)
  const ids = await activities(app)
  say(`  ${(rounds + 2) * each} 位妇女注册`)
  const all = requestsOf(await women(app, (rounds + 2) * each), ids)
  const ours = await place.product(env)
  const next = async () => {
    const { perSecond } = await load(ours.port, all.splice(0, each), LINES, 201)
    await settled(app)
    return perSecond
  }
  await next()
  const bare = await yardstick(place, app, `bare-${engine}`, await envOf('bare'))
  const spare = requestsOf(
    Array.from({ length: each }, () => 'x'.repeat(43)),
    ids,
  )
  try {
    const yardstick = async () => (await load(bare.port, again(spare), LINES, 201)).perSecond
    const found = await inTurn(rounds, { ours: next, yardstick }, { servers: { ours, yardstick: bare }, requests: each })
    return { ...found, memory: ours.memory().peak }
  } finally {
    await ours.stop()
    await bare.stop()
    await app.db.close()
  }
}

/** The same requests under new keys. */
const again = (requests: readonly Buffer[]): Buffer[] =>
  requests.map((request) => Buffer.from(request.toString('utf8').replace(/(idempotency-key: ).{36}/, `$1${randomUUID()}`)))

const NAMES = { mysql: 'MariaDB', sqlite: 'SQLite' }
const GOALS = { mysql: 0.6, sqlite: 1.5 }

/** Submitting an enrolment against the same rows without anything around them; the memory of the process that took them. */
export const enrolling =
  (engine: 'mysql' | 'sqlite') =>
  async (place: Place, size: Size): Promise<Result[]> => {
    const { value, yardstick, memory } = await compare(place, engine, size)
    return [
      atLeast(GOALS[engine], { name: `提交报名，${NAMES[engine]}`, unit: '次/秒', value, yardstick }),
      within(250, { name: `内存，报名高峰，${NAMES[engine]}`, unit: 'MB', value: memory }),
    ]
  }

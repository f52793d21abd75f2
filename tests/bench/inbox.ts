import { randomUUID } from 'node:crypto'
import type { App } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import { type Row, shapesOf, type TableShape } from '../../cloud/core/rows'
import { HER } from '../support/activities'
import { say } from '../support/say'
import { load, wire } from './load'
import { activity, county, official, women } from './people'
import type { Place } from './place'
import { atMost, type Result } from './result'
import { inTurn } from './rounds'
import type { Server } from './server'

const CHUNK = 50_000
const LINES = 4
const CADRES = 40
/** One case in so many waits for the town whose inbox is looked at. */
const HERS_EVERY = 8
const DEPTH = 100_000
/** The first pages at each depth are cases as the product stores them; all others have their size. */
const WHOLE = 42

/** When the n-th of the town's cases is due: a minute after the one before. */
const dueOf = (n: string) => `DATE_FORMAT(DATE_ADD('2026-01-01', INTERVAL ${n} MINUTE), '%Y-%m-%dT%H:%i:00.000Z')`
const cursorAt = (n: number) => `${new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()}~ZZZZZZZZZZZZZZZZZZZZZZZZZZ`

/** Real cases that wait for the town, through the product's own services. */
async function wholeCases(app: App, cadre: Caller): Promise<void> {
  const about = await activity(app, cadre, true)
  await women(app, WHOLE * 2)
  const accounts = (await app.db.read.query('SELECT id FROM account ORDER BY id DESC LIMIT ?', [WHOLE * 2])) as { id: string }[]
  const atlas = await app.regions.atlas()
  for (const { id } of accounts) {
    const caller = (await app.accounts.caller(id)) as Caller
    const body = { kind: 'enrolment', about, move: 'submit', input: HER }
    await app.db.write((m) =>
      app.applications.create(m, caller, randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase(), body, atlas, app.now()),
    )
  }
}

/** Copies of one row as large as it is, `many` of them, with some columns reckoned from `seq`. */
async function copies(
  app: App,
  shape: TableShape,
  row: Record<string, unknown>,
  changed: Record<string, string>,
  many: number,
): Promise<void> {
  const chosen = shape.columns.map((column) => changed[column] ?? '?').join(', ')
  const values = shape.columns.filter((column) => !changed[column]).map((column) => row[column]) as Row
  const names = shape.columns.map((column) => app.db.read.connection.driver.escape(column)).join(', ')
  for (let from = 1; from <= many; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, many)
    await app.db.write((m) => m.query(`INSERT INTO ${shape.name} (${names}) SELECT ${chosen} FROM seq_${from}_to_${to}`, values))
  }
}

/** As many cases as there shall be: most wait for villages, one in eight for the town. */
async function fill(app: App, many: number): Promise<void> {
  const shapes = new Map(shapesOf(app.db.read).map((shape) => [shape.name, shape]))
  const one = async (table: string) =>
    ((await app.db.read.query(`SELECT * FROM ${table} LIMIT 1`)) as Record<string, unknown>[])[0] as Record<string, unknown>
  const id = "CONCAT('0', LPAD(seq, 25, '0'))"
  const holder = `IF(seq % ${HERS_EVERY} = 0, 'town@t1', CONCAT('village@v0', 1 + seq % 7))`
  const changes: Record<string, Record<string, string>> = {
    application: {
      id,
      receipt: "LPAD(seq, 11, '0')",
      person_id: "CONCAT('P', LPAD(seq % 300000, 25, '0'))",
      filer_id: "CONCAT('A', LPAD(seq % 300000, 25, '0'))",
    },
    application_event: { application_id: id, actor_id: "CONCAT('A', LPAD(seq % 300000, 25, '0'))" },
    application_todo: { application_id: id, holder, due: dueOf(`FLOOR(seq / ${HERS_EVERY})`) },
  }
  for (const [table, changed] of Object.entries(changes))
    await copies(app, shapes.get(table) as TableShape, await one(table), changed, many)
  // The whole ones stand where the pages begin: half before all others, half behind the first hundred thousand.
  const whole = (await app.db.read.query(
    "SELECT application_id AS id FROM application_todo WHERE holder = 'town@t1' AND application_id >= '1'",
  )) as { id: string }[]
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000 + 30_000).toISOString()
  await app.db.write(async (m) => {
    for (const [n, { id }] of whole.entries())
      await m.query('UPDATE application_todo SET due = ? WHERE application_id = ?', [at(n < WHOLE ? -1 : DEPTH), id])
  })
  await app.db.write((m) => m.query('ANALYZE TABLE application, application_event, application_todo'))
}

interface County {
  server: Server
  full: string[]
  empty: string[]
}

async function countyOf(place: Place, name: string, cases: number): Promise<County> {
  const env = await place.onMariadb(name)
  const app = await place.open(env)
  await county(app)
  const cadres = async (town: string) => {
    const made: { caller: Caller; token: string }[] = []
    for (let n = 0; n < CADRES; n++) made.push(await official(app, 'town', town))
    return made
  }
  const [full, empty] = [await cadres('t1'), await cadres('t2')]
  await wholeCases(app, (full[0] as { caller: Caller }).caller)
  const began = performance.now()
  await fill(app, cases)
  say(`  ${cases} 件申报，${((performance.now() - began) / 1000).toFixed(0)} 秒`)
  await app.db.close()
  const tokens = (of: { token: string }[]) => of.map(({ token }) => token)
  return { server: await place.product(env), full: tokens(full), empty: tokens(empty) }
}

/** Milliseconds of one page, the one in the middle of many. */
async function pageMs({ server }: County, tokens: readonly string[], many: number, rows: number, after = ''): Promise<number> {
  const requests = Array.from({ length: many }, (_, n) =>
    wire({
      method: 'GET',
      path: `/api/applications?box=inbox${after && `&after=${encodeURIComponent(after)}`}`,
      headers: { authorization: `Bearer ${tokens[n % tokens.length]}` },
    }),
  )
  const { median, sample } = await load(server.port, requests, LINES, 200)
  const shown = (JSON.parse(sample) as { items: unknown[] }).items.length
  if (shown !== rows) throw new Error(`${shown} rows on a page of ${rows}`)
  return median
}

/** Inbox pages of a county with a million cases. */
export async function inbox(place: Place, { rounds, each, cases }: { rounds: number; each: number; cases: number }): Promise<Result[]> {
  const small = await countyOf(place, 'inbox_small', 10_000)
  const large = await countyOf(place, 'inbox_large', cases)
  const first = (of: County) => () => pageMs(of, of.full, each, 20)
  try {
    const size = await inTurn(rounds, { ours: first(large), yardstick: first(small) })
    const depth = await inTurn(rounds, { ours: () => pageMs(large, large.full, each, 20, cursorAt(DEPTH)), yardstick: first(large) })
    const empty = await inTurn(rounds, { ours: () => pageMs(large, large.empty, each, 0), yardstick: first(large) })
    return [
      atMost(1.3, { name: `待办一页 20 件：${cases} 件里，对 1 万件里`, unit: '毫秒', ...size }),
      atMost(1.2, { name: '待办第 10 万件以后的一页，对第一页', unit: '毫秒', ...depth }),
      atMost(1, { name: '空的待办，对满的', unit: '毫秒', ...empty }),
    ]
  } finally {
    await small.server.stop()
    await large.server.stop()
  }
}

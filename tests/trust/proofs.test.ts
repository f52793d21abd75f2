import { execFile } from 'node:child_process'
import path from 'node:path'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { Application } from '../../cloud/features/applications/application.entity'
import { Outbox } from '../../cloud/features/notices/notice.entity'
import { ledgerOf } from '../proofs/stage/ledger'
import { errorsOf, faultsOf, overtaken, type Place, type Tap } from '../proofs/stage/seating'
import { enrol, publish } from '../support/activities'
import { type Cloud, startCloud } from '../support/cloud'

const root = path.resolve(__dirname, '../..')

/** A proof as `npm run proof:…` runs it: what it printed and its exit code. */
function proof(...args: string[]): Promise<{ code: number; result: { runs: Record<string, unknown>[]; ok: boolean }; words: string }> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['config/tasks/prove.mjs', ...args, '--json'],
      { cwd: root, env: { PATH, HOME } },
      (error, stdout, words) => {
        try {
          resolve({ code: error ? Number(error.code) : 0, result: JSON.parse(stdout), words })
        } catch {
          reject(new Error(`no result: ${words}`))
        }
      },
    )
  })
}

it('seats: a small crowd is seated exactly, on both engines, and oversells without the guard', async () => {
  const { code, result, words } = await proof('tests/proofs/seats.ts', '--women', '100')
  expect(Object.keys(result)).toEqual(['runs', 'ok'])
  for (const run of result.runs)
    expect(Object.keys(run)).toEqual(['engine', 'processes', 'women', 'seats', 'seated', 'waiting', 'errors', 'guard', 'seconds'])
  const exactly = { women: 100, seats: 30, seated: 30, waiting: 70, errors: 0, guard: 'on' }
  expect(result).toMatchObject({
    runs: [
      { engine: 'mariadb', processes: 2, ...exactly },
      { engine: 'sqlite', processes: 1, ...exactly },
      { engine: 'mariadb', processes: 2, guard: 'off: count-then-insert' },
    ],
    ok: true,
  })
  expect(result.runs[2]?.seated).toBeGreaterThan(30)
  expect([code, words]).toEqual([0, expect.stringContaining('innodb_flush_log_at_trx_commit=1，innodb_doublewrite=ON')])
}, 240_000)

it('crash: nothing that was acknowledged is lost, doubled or left untold, and without the guards it is', async () => {
  const { code, result, words } = await proof('tests/proofs/crash.ts', '--quick', '--women', '80')
  expect(Object.keys(result)).toEqual(['runs', 'ok'])
  for (const run of result.runs)
    expect(Object.keys(run)).toEqual(['engine', 'killed', 'guard', 'acknowledged', 'stored', 'lost', 'doubled', 'noticesLost'])
  expect(result.runs[2]?.lost).toBeGreaterThan(0)
  expect(result.runs[3]?.doubled).toBeGreaterThan(0)
  const whole = { guard: 'on', acknowledged: 80, stored: 80, lost: 0, doubled: 0, noticesLost: 0 }
  expect(result).toMatchObject({
    runs: [
      { engine: 'sqlite', killed: 'server', ...whole },
      { engine: 'mariadb', killed: 'mariadb', ...whole },
      { engine: 'sqlite', killed: 'server', guard: 'off: acknowledged before the commit' },
      { engine: 'mariadb', killed: 'server', guard: "off: neither the key's record nor the open slot" },
    ],
    ok: true,
  })
  expect([code, words]).toEqual([0, expect.stringContaining('synchronous=2')])
}, 240_000)

describe('the judge of a crowd', () => {
  const size = { women: 4, seats: 2 }
  const tap = (woman: number, asked: number, answered: number): Tap => ({ woman, asked, answered, status: 201, id: `case${woman}` })
  const place = (woman: number, standing: string, queueNo: number): Place => ({ woman, id: `case${woman}`, standing, queueNo })
  const taps = [tap(0, 0, 5), tap(1, 0, 6), tap(2, 1, 7), tap(3, 8, 9)]
  const places = [place(0, 'seated', 0), place(1, 'seated', 0), place(2, 'waiting', 1), place(3, 'waiting', 2)]
  const changed = (woman: number, now: Place | undefined) => places.flatMap((one) => (one.woman === woman ? (now ? [now] : []) : [one]))

  it('finds nothing wrong with a right one', () => {
    expect([faultsOf(size, taps, places), errorsOf(taps, places)]).toEqual([[], []])
  })

  it('names one too many, one lost, a gap, somebody with two places, and who was overtaken', () => {
    expect(faultsOf(size, taps, changed(2, place(2, 'seated', 0)))).toContain('坐上 3 人，应为 2 人')
    expect(faultsOf(size, taps, changed(3, undefined))).toContain('1 个回答和库里的不一样')
    expect(faultsOf(size, taps, changed(3, place(3, 'waiting', 3)))).toContain('候补的号不是 1 到 2 连着的')
    expect(faultsOf(size, taps, [...places, { ...place(0, 'waiting', 3), id: 'second' }])).toContain('有人占了两个位置')
    const swapped = [...places.slice(0, 2), place(2, 'waiting', 2), place(3, 'waiting', 1)]
    expect([overtaken(taps, places), overtaken(taps, swapped)]).toEqual([[], [3]])
  })

  it('takes a refusal that points to her own case, and nothing else', () => {
    const refused = { ...tap(0, 2, 6), status: 409 }
    const wrong = [
      { ...refused, id: 'case1' },
      { ...refused, id: undefined },
      { ...refused, status: 503 },
    ]
    expect(errorsOf([refused, ...wrong], places)).toEqual(wrong)
  })
})

describe('the books after a crash', () => {
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud('sqlite', { logLevel: 'silent' })
  })
  afterAll(() => cloud.close())

  it('are even when all is there, and name what is lost, doubled, untold, miscounted and broken', async () => {
    const organiser = await cloud.official('town', 't1')
    const [reviewed, counted] = [
      await publish(organiser, cloud.clock.now(), { needsReview: true }),
      await publish(organiser, cloud.clock.now()),
    ]
    const [her, next] = [await cloud.woman(), await cloud.woman()]
    const first = (await enrol(her, reviewed)).body
    const second = (await enrol(next, counted)).body
    const said = [
      { account: her.account, id: first.id, receipt: first.receipt },
      { account: next.account, id: second.id, receipt: second.receipt },
    ]
    const books = (delivered?: string[]) => ledgerOf(cloud.app, [reviewed, counted], said, delivered && new Set(delivered))
    const even = { acknowledged: 2, stored: 2, lost: 0, doubled: 0, noticesLost: 0, miscounted: 0, broken: 0 }
    expect(await books()).toEqual(even)
    expect(await books([])).toEqual({ ...even, noticesLost: 1 })

    await cloud.app.db.write(async (m) => {
      await m.clear(Outbox)
      await m.update(Activity, { id: counted }, { taken: 2 })
      await m.update(Application, { id: second.id }, { aboutId: reviewed, filerId: her.account })
    })
    expect(await books()).toEqual({ ...even, lost: 1, doubled: 1, noticesLost: 1, miscounted: 1, broken: 1 })
  })
})

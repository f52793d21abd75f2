import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { getMetadataArgsStorage } from 'typeorm'
import type { Database } from '../../cloud/core/database'
import { mastersInFile } from '../../cloud/core/master-keys'
import { rewrapAll, type SealedTable } from '../../cloud/core/rotation'
import { sealer } from '../../cloud/core/seal'
import { keyringIn, keyringOf } from '../../cloud/core/settings'
import { Application } from '../../cloud/features/applications/application.entity'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { sealedTables } from '../../cloud/tools/sealed-tables'
import { verify } from '../../cloud/tools/verifying'
import { enrol, publish } from '../support/activities'
import { type Cloud, ENGINES, onBothEngines, startCloud } from '../support/cloud'
import { jpeg } from '../support/pictures'
import { runTool } from '../support/tool'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const [K1, K2, CHAIN] = [`k1:${key(1)}`, `k2:${key(2)}`, key(9)]
const noPause = async () => undefined

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'keys-'))
  file = path.join(folder, 'keys.json')
  writeKeys(K1)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Whole at every moment, as the handbook says to do it. */
function writeKeys(...masters: string[]): void {
  writeFileSync(`${file}.new`, JSON.stringify({ masterKeys: masters.join(','), chainKey: CHAIN }))
  renameSync(`${file}.new`, file)
}

/** Keys that do not open with these master keys alone. */
const unopened = async (db: Database, tables: readonly SealedTable[], ...masters: string[]) =>
  (await rewrapAll(db, sealer(keyringOf(masters.join(','), CHAIN)), tables, noPause)).unopened

describe.each(ENGINES)('rotating the master key on %s', (engine) => {
  let cloud: Cloud
  afterEach(() => cloud?.close())

  it('leaves nothing under the old key while women go on enrolling and reading, and loses nothing', async () => {
    cloud = await startCloud(engine, { keys: keyringIn(file) })
    const { app, clock } = cloud
    const cadre = await cloud.official('town', 't1')
    const about = await publish(cadre, clock.now(), { seats: 50 })
    const women = await Promise.all(Array.from({ length: 8 }, (_, i) => cloud.woman({ name: '王桂兰', birthYear: 1980 + i }, `o-${i}`)))
    for (const her of women.slice(4)) expect((await enrol(her, about)).status).toBe(201)
    const reviewed = await publish(cadre, clock.now(), { needsReview: true })
    expect((await enrol(women[4] as (typeof women)[number], reviewed)).status).toBe(201)
    const picture = (await (women[0] as (typeof women)[number]).upload(await jpeg())).body
    const before = await unopened(app.db, sealedTables, K2)
    expect(before.map((one) => one.split(' ')[0])).toEqual(expect.arrayContaining(['application', 'person', 'account', 'notice', 'upload']))

    const wrong: unknown[] = []
    let [done, rounds] = [false, 0]
    const live = async (her: (typeof women)[number]) => {
      while (!done) {
        const made = await enrol(her, about)
        const read = await her.get(`/api/applications/${made.body.id}`)
        const kept = await her.put('/api/profile', { birthYear: 1990 })
        const left = await her.post(`/api/applications/${made.body.id}/moves/cancel`, { version: 1 })
        const statuses = [made, read, kept, left].map(({ status }) => status)
        if (statuses.join() !== '201,200,200,200') wrong.push(statuses, made.body)
        rounds += 1
      }
    }
    writeKeys(K2, K1)
    const living = women.slice(0, 4).map(live)
    const { code, said } = await runTool(cloud, ['rotate-keys', '--json'], { KEYS_FILE: file })
    done = true
    await Promise.all(living)
    expect([code, wrong]).toEqual([0, []])
    const { newest, rewrapped } = JSON.parse(said)
    expect([newest, rewrapped.application >= 4, rewrapped.person >= 9, rewrapped.upload]).toEqual(['k2', true, true, 1])
    expect(rounds).toBeGreaterThan(4)

    writeKeys(K2)
    expect(await unopened(app.db, sealedTables, K2)).toEqual([])
    expect((await verify(app)).findings).toEqual([])
    const without = sealer(keyringIn(file))
    const rows = await app.db.read.find(Application)
    expect(rows.length).toBe(5 + rounds)
    for (const row of rows)
      expect(without.open(`application:${row.id}`, row.dataKey, 'answers', row.answers)).toMatchObject({ name: '王桂兰' })
    expect((await cloud.anybody.get(picture.url)).status).toBe(200)
  })
})

onBothEngines('a key that is destroyed while keys are wrapped anew', (cloud) => {
  const raced = async (unsafe: boolean) => {
    const { app, clock } = cloud()
    const about = await publish(await cloud().official('town', 't1'), clock.now())
    const { id } = (await enrol(await cloud().woman(), about)).body
    const [cases] = sealedTables as unknown as [SealedTable]
    let erased = false
    const between: SealedTable = {
      ...cases,
      find: async (...args) => {
        const rows = await cases.find(...args)
        if (!erased) await eraseOneCase(app, id, { by: '值班员', why: '本人申请' })
        erased = true
        return rows
      },
      ...(unsafe
        ? {
            rewrap: async (m, row, wrapped) =>
              (await m.query('UPDATE application SET data_key = ? WHERE id = ?', [wrapped, row.id])) && true,
          }
        : {}),
    }
    const keys = keyringOf(`k9:${key(5)},k1:${Buffer.alloc(32, 7).toString('base64')}`, key(9))
    await rewrapAll(app.db, sealer(keys), [between], noPause)
    return (await app.db.read.findOneByOrFail(Application, { id })).dataKey
  }

  it('stays destroyed', async () => expect(await raced(false)).toBe(''))
  it('would come back if the key were written without looking', async () => expect(await raced(true)).toMatch(/^1\.a256gcm\.k9\./))
})

it('knows every table that has wrapped keys', () => {
  const { columns } = getMetadataArgsStorage()
  const withKeys = columns.filter(({ options }) => options.name === 'data_key').map(({ target }) => target)
  expect(new Set(sealedTables.map(({ entity }) => entity))).toEqual(new Set(withKeys))
})

describe('a keys file', () => {
  it('is read again for a key that is not known yet, and at most once a second for the newest', () => {
    let now = 0
    const masters = mastersInFile(file, () => now)
    writeKeys(K2, K1)
    expect(masters.newest().id).toBe('k1')
    now += 999
    expect(masters.newest().id).toBe('k1')
    now += 1
    expect(masters.newest().id).toBe('k2')
    writeKeys(`k3:${key(3)}`, K2, K1)
    expect([masters.byId('k3')?.id, masters.byId('k4')]).toEqual(['k3', undefined])
  })

  it('that is broken while it is written changes nothing for those who have read it', () => {
    let now = 0
    const masters = mastersInFile(file, () => now)
    writeFileSync(file, '{"masterKeys": "k2:')
    now += 5_000
    expect([masters.newest().id, masters.byId('k2')]).toEqual(['k1', undefined])
    writeKeys(K2, K1)
    now += 5_000
    expect(masters.newest().id).toBe('k2')
  })
})

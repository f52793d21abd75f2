import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Manager, openDatabase } from '../../cloud/core/database'
import { type Moment, momentOf } from '../../cloud/core/moment'
import { keyringOf } from '../../cloud/core/settings'
import { ApplicationEvent } from '../../cloud/features/applications/application.entity'
import { schema } from '../../cloud/schema'
import { verify } from '../../cloud/tools/verifying'
import { enrol, HER, publish } from '../support/activities'
import { type Api, apiOf, type Json } from '../support/api'
import { backups } from '../support/backups'
import { type Cloud, ENGINES, type Engine, startCloud } from '../support/cloud'
import { jpeg } from '../support/pictures'
import { startProcess } from '../support/process'
import { startS3 } from '../support/s3-stand-in'
import { allRows, torn } from '../support/torn'

const { begin, backUp, emptyPlace, restore, fresh, closing } = backups()

/** Lets something happen before everything that a backup reads. */
const between =
  (moment: Moment, happen: () => Promise<void>): Moment =>
  (work) =>
    moment((m) => {
      const query = async (...said: Parameters<Manager['query']>) => {
        await happen()
        return m.query(...said)
      }
      return work(Object.create(m, { query: { value: query } }))
    })

/** Women who enrol and cancel, one step each time. */
function crowd(cloud: Cloud, activity: string) {
  const women: { her: Api; id: string }[] = []
  return async () => {
    const leaves = women.length % 3 === 2 ? women.pop() : undefined
    if (leaves) {
      expect((await leaves.her.post(`/api/applications/${leaves.id}/moves/cancel`, { version: 1 })).status).toBe(200)
      return
    }
    const her = await cloud.woman({ name: HER.name })
    const { status, body } = await enrol(her, activity)
    expect(status).toBe(201)
    women.push({ her, id: body.id })
  }
}

async function openActivity(cloud: Cloud): Promise<string> {
  const cadre = await cloud.official('town', 't1')
  return publish(cadre, cloud.clock.now(), { seats: 5 })
}

describe.each(ENGINES)('a backup of %s that is taken while women enrol', (engine) => {
  const during = async (moment: (cloud: Cloud) => Moment) => {
    const cloud = await begin(engine)
    const step = crowd(cloud, await openActivity(cloud))
    for (let i = 0; i < 10; i++) await step()
    const from = await backUp(cloud, between(moment(cloud), step))
    const { db } = await restore(from, engine, cloud.settings.keys)
    return { cloud, db }
  }

  it('shows one moment: no unit is torn, and every event is one that happened', async () => {
    const { cloud, db } = await during(({ settings }) => momentOf(settings.database, schema))
    expect(await torn(db)).toEqual([])
    const [then, now] = [await db.read.find(ApplicationEvent), await cloud.app.db.read.find(ApplicationEvent)]
    expect(then.length).toBeGreaterThanOrEqual(10)
    expect(now.length).toBeGreaterThan(then.length)
    expect(now).toEqual(expect.arrayContaining(then))
  })

  it('would be torn if its tables were read one after the other', async () => {
    const { db } = await during(
      ({ app }) =>
        (work) =>
          work(app.db.read),
    )
    expect((await torn(db)).length).toBeGreaterThan(0)
  })
})

const WAYS: [Engine, Engine][] = [
  ['sqlite', 'sqlite'],
  ['mysql', 'mysql'],
  ['sqlite', 'mysql'],
  ['mysql', 'sqlite'],
]

it.each(WAYS)('a backup of %s becomes a server on %s: every row, every picture, and what is sealed opens', async (engine, other) => {
  // From a bucket into a folder, once.
  const bucket = engine === 'mysql' && other === 'sqlite' ? await startS3() : undefined
  if (bucket) closing.push(bucket.close)
  const cloud = await begin(engine, bucket ? { storage: { sort: 's3', ...bucket } } : {})
  const activity = await openActivity(cloud)
  const step = crowd(cloud, activity)
  for (let i = 0; i < 8; i++) await step()
  const her = await cloud.woman({ name: '𠮷桂兰', phone: HER.phone })
  const picture = (await her.upload(await jpeg())).body
  await enrol(her, activity, { ...HER, name: '𠮷桂兰' })
  const token = 'token-of-hers'
  await cloud.app.db.write((m) => cloud.app.accounts.startSession(m, her.account, token))
  await cloud.app.work.anchor()
  const from = await backUp(cloud)
  const { db, settings } = await restore(from, other, cloud.settings.keys)
  expect(await allRows(db)).toEqual(await allRows(cloud.app.db))

  const again = await startCloud(other, settings, {}, cloud.clock, async () => undefined)
  closing.push(again.close)
  const seen = async ({ url }: Cloud) => {
    const api = apiOf(url, token)
    const [mine] = (await api.get('/api/applications?box=mine')).body.items as Json[]
    const shown = (await api.get(`/api/uploads/${picture.id}`)).body
    const bytes = Buffer.from(await (await fetch(`${url}${shown.url}`)).arrayBuffer())
    return [(await api.get('/api/profile')).body, (await api.get(`/api/applications/${mine.id}`)).body, bytes.toString('base64')]
  }
  const there = await seen(again)
  expect(there).toEqual(await seen(cloud))
  expect(JSON.stringify(there[0])).toContain('𠮷桂兰')
  expect(await verify(again.app)).toMatchObject({ ok: true, findings: [], anchors: 1 })
  expect((await enrol(await again.woman(), activity)).status).toBe(201)
})

describe('a backup', () => {
  const one = async () => {
    const cloud = await begin('sqlite')
    const step = crowd(cloud, await openActivity(cloud))
    for (let i = 0; i < 4; i++) await step()
    const her = await cloud.woman({ name: HER.name, phone: HER.phone })
    await her.upload(await jpeg())
    return { cloud, from: await backUp(cloud) }
  }
  const filesIn = (where: string): string[] =>
    readdirSync(where, { withFileTypes: true, recursive: true }).flatMap((entry) =>
      entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
    )

  it('is for its owner alone, holds nobody’s name in clear and no key', async () => {
    const { cloud, from } = await one()
    const files = filesIn(from)
    expect(files.map((file) => statSync(file).mode & 0o777).filter((mode) => mode !== 0o600)).toEqual([])
    const key = cloud.settings.keys.masters.newest().key
    for (const file of files) {
      const bytes = readFileSync(file)
      const plain = file.endsWith('.gz') ? gunzipSync(bytes) : bytes
      for (const secret of [HER.name, HER.phone, key, key.toString('base64')]) expect(plain.includes(secret)).toBe(false)
    }
    expect(existsSync(`${from}.unfinished`)).toBe(false)
  })

  const spoil: [string, (from: string) => void][] = [
    ['one byte of it is another', (from) => flip(path.join(from, 'application.ndjson.gz'))],
    ['a file of it is cut short', (from) => truncateSync(path.join(from, 'application_event.ndjson.gz'), 40)],
    ['a file of it is gone', (from) => rmSync(path.join(from, 'notice.ndjson.gz'))],
    ['a picture of it is another', (from) => flip(filesIn(path.join(from, 'uploads'))[0] as string)],
    ['a picture of it is gone', (from) => rmSync(filesIn(path.join(from, 'uploads'))[0] as string)],
    ['what says so is cut short', (from) => truncateSync(path.join(from, 'manifest.json'), 200)],
    ['what says so was rewritten by somebody without the keys', (from) => leaveOut(from, 'anchor')],
    ['it was never finished', (from) => rmSync(path.join(from, 'manifest.json'))],
  ]
  function flip(file: string): void {
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
    writeFileSync(file, bytes)
  }

  function leaveOut(from: string, table: string): void {
    const file = path.join(from, 'manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...manifest, tables: manifest.tables.filter(({ name }: Json) => name !== table) }))
  }

  it.each(spoil)('is refused before anything is written when %s', async (_what, damage) => {
    const { cloud, from } = await one()
    const whole = fresh()
    cpSync(from, whole, { recursive: true })
    damage(from)
    const place = await emptyPlace('sqlite')
    await expect(restore(from, 'sqlite', cloud.settings.keys, place)).rejects.toThrow('备份不完整，什么也没有恢复')
    const db = await openDatabase(place.address, schema)
    const tables = await db.read.query("SELECT name FROM sqlite_master WHERE name <> 'opened'")
    await db.close()
    expect([tables, existsSync((place.storage as { folder: string }).folder)]).toEqual([[], false])
    await restore(whole, 'sqlite', cloud.settings.keys, place)
  })

  it('is refused by other keys, and by a database that holds anything', async () => {
    const { cloud, from } = await one()
    const [a, b] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 9).toString('base64')]
    await expect(restore(from, 'sqlite', keyringOf(`k1:${a}`, b))).rejects.toThrow('编号 k1 的主密钥')
    const k1 = cloud.settings.keys.masters.newest().key.toString('base64')
    await expect(restore(from, 'sqlite', keyringOf(`k2:${a},k1:${k1}`, a))).rejects.toThrow('CHAIN_KEY 不是')
    await restore(from, 'sqlite', keyringOf(`k2:${a},k1:${k1}`, b))
    const place = { ...(await emptyPlace('sqlite')), address: cloud.settings.database }
    await expect(restore(from, 'sqlite', cloud.settings.keys, place)).rejects.toThrow('只能恢复到空的数据库里')
  })

  it('of a server that was upgraded, and so ran the same migrations in another order, fits', async () => {
    const { cloud } = await one()
    await cloud.app.db.write((m) => m.query('UPDATE migrations SET id = 0 - id'))
    const { db } = await restore(await backUp(cloud), 'sqlite', cloud.settings.keys)
    expect(await allRows(db)).toEqual(await allRows(cloud.app.db))
  })

  it('is taken and restored by the commands', async () => {
    const run = async (env: Record<string, string>, ...program: string[]) => {
      const { ended, said } = startProcess(env, ['--import', 'tsx', ...program])
      return [await ended, said()]
    }
    const [here, there, to] = [fresh(), fresh(), fresh()]
    expect(await run({ DATA_DIR: here, DEMO: '1' }, 'cloud/tools/seed.ts')).toEqual([0, expect.stringContaining('演示数据好了')])
    expect(await run({ DATA_DIR: here }, 'cloud/tools/backup.ts', to)).toEqual([0, expect.stringContaining('备份好了')])
    expect(await run({ DATA_DIR: here }, 'cloud/tools/backup.ts', to)).toEqual([1, '没有备份成：这个文件夹已经有了，请换一个名字\n'])
    cpSync(path.join(here, 'keys.json'), path.join(there, 'keys.json'))
    expect(await run({ DATA_DIR: there }, 'cloud/tools/restore.ts', to)).toEqual([0, expect.stringContaining('每一行都读回来比过')])
    const twice = await run({ DATA_DIR: there }, 'cloud/tools/restore.ts', to)
    expect(twice).toEqual([1, '没有恢复：这个数据库里已经有数据了，只能恢复到空的数据库里\n'])
    expect(existsSync(path.join(here, 'last-backup'))).toBe(true)
  })
})

import { copyFileSync, existsSync } from 'node:fs'
import { DataSource } from 'typeorm'
import { changeMany, changeOne, type Database, insert, isDuplicate, type Manager, openDatabase } from '../../cloud/core/database'
import { Application } from '../../cloud/features/applications/application.entity'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { schema } from '../../cloud/schema'
import { type Base, emptyBase, signal } from '../support/bases'
import { ENGINES, type Engine } from '../support/cloud'
import { looseMysql } from '../support/loose-mysql'

const opened: { base: Base; db: Database }[] = []
afterEach(async () => {
  for (const { base, db } of opened.splice(0)) {
    await db.close()
    await base.drop()
  }
})

async function fresh(engine: Engine): Promise<Database> {
  const base = await emptyBase(engine)
  const db = await openDatabase(base.address, schema)
  opened.push({ base, db })
  await db.migrate()
  return db
}

const add = (m: Manager, accountId: string, remaining = 0) => insert(m, MessagePermission, { accountId, template: 'progress', remaining })
const take = (m: Manager, accountId: string) =>
  changeOne(m, MessagePermission, 'account_id = :accountId AND remaining > 0', { accountId }, { remaining: () => 'remaining - 1' })
const names = async (m: Manager) => (await m.find(MessagePermission, { order: { accountId: 'ASC' } })).map((row) => row.accountId)
const refuse = () => Promise.reject(new Error('refused'))

describe.each(ENGINES)('units of work on %s', (engine) => {
  it('are stored whole or not at all', async () => {
    const db = await fresh(engine)
    await expect(
      db.write((m) =>
        add(m, 'a')
          .then(() => add(m, 'b'))
          .then(refuse),
      ),
    ).rejects.toThrow('refused')
    await expect(db.write((m) => add(m, 'a').then(() => add(m, 'a')))).rejects.toThrow()
    expect(await names(db.read)).toEqual([])
    expect(await db.write((m) => add(m, 'a').then(() => 'stored'))).toBe('stored')
    expect(await names(db.read)).toEqual(['a'])
  })

  it('take nothing from each other when many come at once and some fail', async () => {
    const db = await fresh(engine)
    const numbers = Array.from({ length: 150 }, (_, i) => i)
    const unit = (i: number) => db.write((m) => add(m, String(i).padStart(3, '0')).then(i % 3 === 0 ? refuse : () => i))
    const ended = await Promise.allSettled(numbers.map(unit))
    const acknowledged = numbers.filter((i) => ended[i]?.status === 'fulfilled')
    expect(acknowledged).toEqual(numbers.filter((i) => i % 3 !== 0))
    expect(await names(db.read)).toEqual(acknowledged.map((i) => String(i).padStart(3, '0')))
  })

  it('show nothing to readers before they are committed', async () => {
    const db = await fresh(engine)
    const [written, looked] = [signal(), signal()]
    const unit = db.write(async (m) => {
      await add(m, 'a')
      written.give()
      await looked.given
    })
    await written.given
    expect(await names(db.read)).toEqual([])
    looked.give()
    await unit
    expect(await names(db.read)).toEqual(['a'])
  })

  it('tell a change that hit from one that missed, also when the value stays the same', async () => {
    const db = await fresh(engine)
    await db.write((m) => add(m, 'a', 1))
    expect(await db.write((m) => take(m, 'a'))).toBe(true)
    expect(await db.write((m) => take(m, 'a'))).toBe(false)
    expect(await db.write((m) => take(m, 'nobody'))).toBe(false)
    expect(await db.write((m) => changeMany(m, MessagePermission, 'template = :t', { t: 'progress' }, { remaining: 0 }))).toBe(1)
  })

  it('give the last place to one of many who want it at once', async () => {
    const db = await fresh(engine)
    await db.write((m) => add(m, 'a', 3))
    const got = await Promise.all(Array.from({ length: 30 }, () => db.write((m) => take(m, 'a'))))
    expect(got.filter(Boolean)).toHaveLength(3)
  })

  it('know a row that is there already from any other refusal', async () => {
    const db = await fresh(engine)
    await db.write((m) => add(m, 'a'))
    expect(isDuplicate(await db.write((m) => add(m, 'a')).catch((error) => error))).toBe(true)
    const lacking = await db.write((m) => insert(m, Application, { id: 'x' })).catch((error) => error)
    expect([lacking instanceof Error, isDuplicate(lacking)]).toEqual([true, false])
    const after = db.write(async (m) => {
      await add(m, 'a').catch((error) => expect(isDuplicate(error)).toBe(true))
      await add(m, 'b')
    })
    await after
    expect(await names(db.read)).toEqual(['a', 'b'])
  })
})

describe('units of work on SQLite', () => {
  const fileOf = () => (opened.at(-1)?.base.address as { file: string }).file
  const pragma = (db: Database, text: string) => db.write((m) => m.query(`PRAGMA ${text}`))

  it('run with synchronous=FULL and the write-ahead log, looked at after writes', async () => {
    const db = await fresh('sqlite')
    for (const name of ['a', 'b', 'c']) await db.write((m) => add(m, name))
    expect(await pragma(db, 'synchronous')).toEqual([{ synchronous: 2 }])
    expect(await pragma(db, 'journal_mode')).toEqual([{ journal_mode: 'wal' }])
    await expect(add(db.read, 'd')).rejects.toThrow('readonly')
  })

  it('share a commit: nobody is told before it, and what was told survives the process', async () => {
    const db = await fresh('sqlite')
    let told = false
    const first = db.write((m) => add(m, 'a')).then(() => (told = true))
    const second = db.write(async (m) => expect([told, await names(m), await names(db.read)]).toEqual([false, ['a'], []]))
    await Promise.all([first, second])
    const copy = `${fileOf()}.copy`
    for (const end of ['', '-wal']) if (existsSync(fileOf() + end)) copyFileSync(fileOf() + end, copy + end)
    const later = await openDatabase({ engine: 'sqlite', file: copy }, schema)
    expect(await names(later.read)).toEqual(['a'])
    await later.close()
  })

  it('fail together when the disk is full or the commit fails, and are durable again afterwards', async () => {
    const db = await fresh('sqlite')
    await db.write((m) => m.query('CREATE TABLE parent (id int PRIMARY KEY)'))
    await db.write((m) => m.query('CREATE TABLE child (id int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)'))
    const [{ page_count: pages }] = (await pragma(db, 'page_count')) as [{ page_count: number }]
    const states = async (...units: Promise<unknown>[]) => (await Promise.allSettled(units)).map(({ status }) => status)
    await pragma(db, `max_page_count = ${pages}`)
    const large = db.write((m) => m.query('INSERT INTO opened VALUES (?)', ['x'.repeat(100_000)]))
    expect(
      await states(
        db.write((m) => add(m, 'a')),
        large,
      ),
    ).toEqual(['rejected', 'rejected'])
    await pragma(db, 'max_page_count = 1000000')
    const orphan = db.write((m) => m.query('INSERT INTO child VALUES (1)'))
    expect(
      await states(
        db.write((m) => add(m, 'b')),
        orphan,
      ),
    ).toEqual(['rejected', 'rejected'])
    expect(
      await states(
        db.write((m) => add(m, 'c')),
        db.write(refuse),
      ),
    ).toEqual(['fulfilled', 'rejected'])
    expect(await names(db.read)).toEqual(['c'])
  })

  it('need their queue: without it one roll-back takes the acknowledged row of another', async () => {
    const rollingBack = async (write: Database['write']) => {
      const [wrote, other] = [signal(), signal()]
      const failing = write((m) =>
        add(m, 'hers')
          .then(wrote.give)
          .then(() => other.given)
          .then(refuse),
      )
      await wrote.given
      const acknowledged = write((m) => add(m, 'mine')).then(
        () => 'acknowledged',
        () => 'refused',
      )
      const answer = await Promise.race([acknowledged, new Promise((resolve) => setImmediate(resolve, 'waits'))])
      other.give()
      await expect(failing).rejects.toThrow('refused')
      return [answer, await acknowledged]
    }
    const db = await fresh('sqlite')
    expect(await rollingBack(db.write)).toEqual(['waits', 'acknowledged'])
    expect(await names(db.read)).toEqual(['mine'])
    await db.write((m) => m.query('DELETE FROM message_permission'))
    const bare = await new DataSource({ type: 'better-sqlite3', database: fileOf(), entities: schema.entities }).initialize()
    expect(await rollingBack((unit) => bare.transaction(unit))).toEqual(['acknowledged', 'acknowledged'])
    expect(await names(db.read)).toEqual([])
    await bare.destroy()
  })
})

describe('units of work on MySQL', () => {
  it('read what others have committed meanwhile, and refuse what does not fit instead of cutting it', async () => {
    const db = await fresh('mysql')
    await db.write(async (m) => {
      expect(await names(m)).toEqual([])
      await db.write((other) => add(other, 'a'))
      expect(await names(m)).toEqual(['a'])
    })
    await expect(db.write((m) => add(m, 'x'.repeat(27)))).rejects.toThrow('too long')
  })

  it('are run again after a deadlock, which without that ends one of them', async () => {
    const db = await fresh('mysql')
    await db.write((m) => add(m, 'a', 9).then(() => add(m, 'b', 9)))
    let runs = 0
    const crosswise = (write: Database['write']) => {
      const [a, b] = [signal(), signal()]
      const unit = (own: string, mine: typeof a, theirs: typeof b, other: string) =>
        write(async (m) => {
          runs += 1
          await take(m, own)
          mine.give()
          await theirs.given
          await take(m, other)
        })
      return Promise.allSettled([unit('a', a, b, 'b'), unit('b', b, a, 'a')])
    }
    const left = async () => (await db.read.find(MessagePermission)).map((row) => row.remaining)
    const bare = await crosswise((unit) => db.read.connection.transaction('READ COMMITTED', unit))
    const lost = bare.flatMap((end) => (end.status === 'rejected' ? [end.reason.driverError.code] : []))
    expect([lost, runs, await left()]).toEqual([['ER_LOCK_DEADLOCK'], 2, [8, 8]])
    expect((await crosswise(db.write)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect([runs, await left()]).toEqual([5, [6, 6]])
  })

  it('are not begun on a server that is not strict, and no connection stays behind', async () => {
    const base = await emptyBase('mysql')
    const loose = await looseMysql((base.address as { url: string }).url)
    await expect(openDatabase({ engine: 'mysql', url: loose.url }, schema)).rejects.toThrow('STRICT_TRANS_TABLES')
    await loose.left()
    await loose.close()
    await base.drop()
  })

  it('find tables made once when two instances start together', async () => {
    const base = await emptyBase('mysql')
    const pair = await Promise.all([openDatabase(base.address, schema), openDatabase(base.address, schema)])
    const made = await Promise.all(pair.map((db) => db.migrate()))
    expect(made.flat()).toEqual(schema.migrations.map((migration) => migration.name))
    await pair[0].write((m) => add(m, 'a'))
    expect(await names(pair[1].read)).toEqual(['a'])
    for (const db of pair) await db.close()
    await base.drop()
  })
})

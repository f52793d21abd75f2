import { copyFileSync, existsSync } from 'node:fs'
import { DataSource } from 'typeorm'
import { type Database, openDatabase } from '../../cloud/core/database'
import { schema } from '../../cloud/schema'
import { add, freshBases, names, refuse, signal } from '../support/bases'

const fresh = freshBases()
const opened = async () => {
  const { db, address } = await fresh('sqlite')
  return { db, file: address.engine === 'sqlite' ? address.file : '' }
}

describe('units of work on SQLite', () => {
  const pragma = (db: Database, text: string) => db.write((m) => m.query(`PRAGMA ${text}`))

  it('run with synchronous=FULL and the write-ahead log, looked at after writes', async () => {
    const { db } = await opened()
    for (const name of ['a', 'b', 'c']) await db.write((m) => add(m, name))
    expect(await pragma(db, 'synchronous')).toEqual([{ synchronous: 2 }])
    expect(await pragma(db, 'journal_mode')).toEqual([{ journal_mode: 'wal' }])
    await expect(add(db.read, 'd')).rejects.toThrow('readonly')
  })

  it('share a commit: nobody is told before it, and what was told survives the process', async () => {
    const { db, file } = await opened()
    let told = false
    const first = db.write((m) => add(m, 'a')).then(() => (told = true))
    const second = db.write(async (m) => expect([told, await names(m), await names(db.read)]).toEqual([false, ['a'], []]))
    await Promise.all([first, second])
    const copy = `${file}.copy`
    for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end)
    const later = await openDatabase({ engine: 'sqlite', file: copy }, schema)
    expect(await names(later.read)).toEqual(['a'])
    await later.close()
  })

  it('fail together when the disk is full or the commit fails, and are durable again afterwards', async () => {
    const { db } = await opened()
    await db.write((m) => m.query('CREATE TABLE parent (id int PRIMARY KEY)'))
    await db.write((m) => m.query('CREATE TABLE younger (id int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)'))
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
    const orphan = db.write((m) => m.query('INSERT INTO younger VALUES (1)'))
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
    const { db, file } = await opened()
    expect(await rollingBack(db.write)).toEqual(['waits', 'acknowledged'])
    expect(await names(db.read)).toEqual(['mine'])
    await db.write((m) => m.query('DELETE FROM message_permission'))
    const bare = await new DataSource({ type: 'better-sqlite3', database: file, entities: schema.entities }).initialize()
    expect(await rollingBack((unit) => bare.transaction(unit))).toEqual(['acknowledged', 'acknowledged'])
    expect(await names(db.read)).toEqual([])
    await bare.destroy()
  })
})

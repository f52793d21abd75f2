import { countUp } from '../../cloud/core/counting'
import { changeOne, type Database, isDuplicate, type Manager, openDatabase } from '../../cloud/core/database'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { schema } from '../../cloud/schema'
import { add, emptyBase, freshBases, names, signal, take } from '../support/bases'
import { looseMysql } from '../support/loose-mysql'

const fresh = freshBases()

describe('units of work on MySQL', () => {
  it('read what others have committed meanwhile, and refuse what does not fit instead of cutting it', async () => {
    const { db } = await fresh('mysql')
    await db.write(async (m) => {
      expect(await names(m)).toEqual([])
      await db.write((other) => add(other, 'a'))
      expect(await names(m)).toEqual(['a'])
    })
    await expect(db.write((m) => add(m, 'x'.repeat(27)))).rejects.toThrow('too long')
  })

  it('are run again after a deadlock, which without that ends one of them', async () => {
    const { db } = await fresh('mysql')
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

  it('begin a sum together, which without a second look loses what one of them counted', async () => {
    const { db } = await fresh('mysql')
    const left = async () => (await db.read.find(MessagePermission, { order: { accountId: 'ASC' } })).map((row) => row.remaining)
    const more = (m: Manager) => changeOne(m, MessagePermission, 'account_id = :id', { id: 'a' }, { remaining: () => 'remaining + 1' })
    const [a, b] = [signal(), signal()]
    const bare = (mine: typeof a, theirs: typeof b) =>
      db.write(async (m) => {
        if (await more(m)) return
        mine.give()
        await theirs.given
        await add(m, 'a', 1)
      })
    const ends = await Promise.allSettled([bare(a, b), bare(b, a)])
    const lost = ends.filter((end) => end.status === 'rejected').map((end) => isDuplicate(end.reason))
    expect([lost, await left()]).toEqual([[true], [1]])
    const sums = ['b', 'c', 'd', 'e', 'f']
    const one = (accountId: string) =>
      db.write((m) => countUp(m, MessagePermission, { accountId, template: 'progress', remaining: 2 }, 'remaining'))
    await Promise.all(Array.from({ length: 12 }, () => sums.map(one)).flat())
    expect(await left()).toEqual([1, ...sums.map(() => 24)])
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
  it('are not kept waiting by another database of the same server', async () => {
    const [begun, go] = [signal(), signal()]
    class Slow1764000000001 {
      async up() {
        begun.give()
        await go.given
      }
      async down() {}
    }
    const [one, other] = [await emptyBase('mysql'), await emptyBase('mysql')]
    const slow = await openDatabase(one.address, { ...schema, migrations: [Slow1764000000001] })
    const making = slow.migrate()
    await begun.given
    const quick = await openDatabase(other.address, schema)
    expect(await quick.migrate()).toHaveLength(schema.migrations.length)
    go.give()
    await making
    for (const db of [slow, quick]) await db.close()
    for (const base of [one, other]) await base.drop()
  })
})

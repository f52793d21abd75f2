import { DataSource, type QueryRunner, type TableColumn } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js'
import { insert, openDatabase } from '../../cloud/core/database'
import type { DatabaseAddress } from '../../cloud/core/settings'
import { ApplicationSlot } from '../../cloud/features/applications/application.entity'
import { PlaceName } from '../../cloud/features/regions/place.entity'
import { OnePerPerson1764301000000 } from '../../cloud/migrations/1764301000000-OnePerPerson'
import { schema } from '../../cloud/schema'
import { type Base, emptyBase } from '../support/bases'
import { ENGINES } from '../support/cloud'

const sourceOf = ({ engine, ...at }: DatabaseAddress) =>
  new DataSource(
    'url' in at ? { ...schema, type: 'mysql', url: at.url } : { ...schema, type: 'better-sqlite3', database: at.file },
  ).initialize()

/** What both an entity and a table can say about a column. */
const words = (name: string, type: string, length: string, nullable: boolean, primary: boolean) =>
  `${name} ${type === 'int' ? 'integer' : type}${/char/.test(type) ? `(${length})` : ''}${nullable ? '' : ' not null'}${primary ? ' key' : ''}`

const declared = (source: DataSource, column: ColumnMetadata) =>
  words(column.databaseName, source.driver.normalizeType(column), column.length, column.isNullable, column.isPrimary)
// A long text has a name of its own on MySQL alone; an entity is of both engines.
const made = (column: TableColumn) =>
  words(column.name, column.type.replace('mediumtext', 'text'), column.length, column.isNullable, column.isPrimary)

/** Tables and their columns; what TypeORM and the opening keep for themselves aside. */
async function tablesOf(runner: QueryRunner): Promise<Record<string, string[]>> {
  const list = runner.connection.options.type === 'mysql' ? 'SHOW TABLES' : "SELECT name FROM sqlite_master WHERE type = 'table'"
  const names = ((await runner.query(list)) as object[]).flatMap((row) => Object.values(row) as string[])
  const ours = names.filter((name) => !['migrations', 'opened', 'sqlite_sequence'].includes(name))
  const tables = ours.length > 0 ? await runner.getTables(ours) : []
  return Object.fromEntries(tables.map(({ name, columns }) => [name.replace(/^.*\./, ''), columns.map(made).sort()]))
}

describe.each(ENGINES)('migrations on %s', (engine) => {
  let base: Base
  let source: DataSource
  let runner: QueryRunner
  beforeEach(async () => {
    base = await emptyBase(engine)
    source = await sourceOf(base.address)
    runner = source.createQueryRunner()
  })
  afterEach(async () => {
    await runner.release()
    await source.destroy()
    await base.drop()
  })
  const up = () => source.runMigrations({ transaction: 'none' })
  const down = async () => {
    for (const _ of schema.migrations) await source.undoLastMigration({ transaction: 'none' })
  }

  it('make what the entities declare, column by column', async () => {
    await up()
    const wanted = source.entityMetadatas.map(({ tableName, columns }) => [tableName, columns.map((c) => declared(source, c)).sort()])
    expect(await tablesOf(runner)).toEqual(Object.fromEntries(wanted))
  })

  it('go up, down and up again, and leave nothing behind in between', async () => {
    await up()
    const first = await tablesOf(runner)
    await down()
    expect(await tablesOf(runner)).toEqual({})
    expect(await up()).toHaveLength(schema.migrations.length)
    expect(await tablesOf(runner)).toEqual(first)
    expect(await up()).toHaveLength(0)
  })

  it('leave each person one place in a kind that is once per person, and what is about a thing as it was', async () => {
    await up()
    const slots = [
      ['p1', 'loan', 'v02', 'a2'],
      ['p1', 'loan', 'v01', 'a1'],
      ['p1', 'enrolment', 'act', 'a3'],
      ['p2', 'caringMother', '', 'a4'],
    ] as const
    for (const [personId, kind, aboutId, applicationId] of slots)
      await source.manager.insert(ApplicationSlot, { personId, kind, aboutId, applicationId })
    await new OnePerPerson1764301000000().up(runner)
    const kept = await source.manager.find(ApplicationSlot, { order: { applicationId: 'ASC' } })
    expect(kept.map((one) => [one.personId, one.kind, one.aboutId, one.applicationId])).toEqual([
      ['p1', 'loan', '', 'a1'],
      ['p1', 'enrolment', 'act', 'a3'],
      ['p2', 'caringMother', '', 'a4'],
    ])
  })

  it('keep the indexes that the inbox, the look-ups and the clocks read by', async () => {
    await up()
    const indexes = (await runner.getTables(source.entityMetadatas.map(({ tableName }) => tableName))).flatMap((table) =>
      table.indices.map(({ name }) => name),
    )
    const needed = ['application_receipt', 'application_clock', 'account_open_id', 'session_account', 'outbox_due', 'upload_unkept']
    expect(indexes).toEqual(expect.arrayContaining(needed))
    const [todo] = await runner.getTables(['application_todo'])
    expect(todo?.primaryColumns.map(({ name }) => name)).toEqual(['holder', 'due', 'application_id'])
  })
})

const NAMES = ['𠮷田村', '𡈽田村', '吉田村', '彝寨ꀀ村']

describe.each([...ENGINES, 'latin1', 'utf8mb4_general_ci'])('names in a database that was made with the defaults of %s', (made) => {
  it('stay what they are, and two that differ in one rare character stay two', async () => {
    const base = await emptyBase(made === 'sqlite' ? 'sqlite' : 'mysql')
    const clause = made === 'latin1' ? 'CHARACTER SET latin1' : made === 'utf8mb4_general_ci' ? `COLLATE ${made}` : undefined
    if (clause) {
      const source = await sourceOf(base.address)
      await source.query(`ALTER DATABASE ${source.driver.database} ${clause}`)
      await source.destroy()
    }
    const db = await openDatabase(base.address, schema)
    await db.migrate()
    const rows = NAMES.map((name, i) => ({ placeId: `v${i}`, fromDay: '2026-01-01', name, code: '' }))
    await db.write((m) => insert(m, PlaceName, rows))
    for (const [i, name] of NAMES.entries()) expect(await db.read.findBy(PlaceName, { name })).toMatchObject([{ placeId: `v${i}`, name }])
    await db.write((m) => insert(m, PlaceName, { placeId: 'ab', fromDay: '2026-01-01', name: '小写', code: '' }))
    await db.write((m) => insert(m, PlaceName, { placeId: 'AB', fromDay: '2026-01-01', name: '大写', code: '' }))
    expect(await db.read.findBy(PlaceName, { placeId: 'AB' })).toMatchObject([{ name: '大写' }])
    await db.close()
    await base.drop()
  })
})

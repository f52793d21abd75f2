import 'reflect-metadata'
import { DataSource, type DataSourceOptions, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm'
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js'
import type { DatabaseAddress } from './settings'
import { mysqlUnits, sqliteUnits, type Units } from './units'

export type Manager = EntityManager

/** Nothing above this file knows which engine it talks to. */
export interface Database {
  engine: 'sqlite' | 'mysql'
  /** reads committed state only; never writes */
  read: Manager
  /** one unit of work: all of it or nothing, durable when the promise resolves; must not await the network, may be run again */
  write: Units
  migrate(): Promise<string[]>
  close(): Promise<void>
}

interface Schema {
  // biome-ignore lint/complexity/noBannedTypes: TypeORM takes constructors of any class
  entities: Function[]
  // biome-ignore lint/complexity/noBannedTypes: TypeORM takes constructors of any class
  migrations: Function[]
}

/** Leaves no connection behind when the database must not be used: an open one would keep the process from ending. */
async function demand(source: DataSource, check: (source: DataSource) => Promise<void>): Promise<void> {
  try {
    await check(source)
  } catch (error) {
    await source.destroy()
    throw error
  }
}

// Looked at after a write: some builds fall back to NORMAL with the first one, and then a power cut loses what was acknowledged.
async function isDurable(writer: DataSource): Promise<void> {
  await writer.query('CREATE TABLE IF NOT EXISTS opened (at varchar(30) NOT NULL)')
  await writer.query('DELETE FROM opened')
  await writer.query("INSERT INTO opened VALUES ('now')")
  const [mode] = (await writer.query('PRAGMA synchronous')) as { synchronous: number }[]
  if (mode?.synchronous !== 2) throw new Error('SQLite does not run with synchronous=FULL')
}

async function isStrict(source: DataSource): Promise<void> {
  const [mode] = (await source.query('SELECT @@sql_mode AS mode')) as { mode: string }[]
  if (!mode?.mode.includes('STRICT_')) throw new Error('MySQL 的 sql_mode 里要有 STRICT_TRANS_TABLES')
}

async function openSqlite(file: string, schema: Schema): Promise<Database> {
  const common = { type: 'better-sqlite3', database: file, synchronize: false, ...schema } satisfies DataSourceOptions
  const pragmas = (db: { pragma(text: string): unknown }) => {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
  }
  const writer = await new DataSource({ ...common, prepareDatabase: pragmas }).initialize()
  await demand(writer, isDurable)
  const reader = await new DataSource({ ...common, readonly: true, entities: schema.entities, migrations: [] }).initialize()
  const units = sqliteUnits(writer)
  return {
    engine: 'sqlite',
    read: reader.manager,
    write: units.run,
    migrate: async () => (await writer.runMigrations({ transaction: 'each' })).map((m) => m.name),
    close: async () => {
      await units.idle()
      await reader.destroy()
      await writer.destroy()
    },
  }
}

async function openMysql(url: string, schema: Schema): Promise<Database> {
  const source = await new DataSource({
    type: 'mysql',
    url,
    synchronize: false,
    ...schema,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_520_ci',
    isolationLevel: 'READ COMMITTED',
    extra: { connectionLimit: 20, waitForConnections: true },
  } as DataSourceOptions).initialize()
  await demand(source, isStrict)
  return {
    engine: 'mysql',
    read: source.manager,
    write: mysqlUnits(source),
    migrate: () => oneAtATime(source, async () => (await source.runMigrations({ transaction: 'none' })).map((m) => m.name)),
    close: () => source.destroy(),
  }
}

/** Two instances that start together must not both make the tables. */
async function oneAtATime<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner()
  try {
    const [lock] = (await runner.query("SELECT GET_LOCK('jinguo_migrate', 120) AS got")) as { got: number | string | null }[]
    if (Number(lock?.got) !== 1) throw new Error('另一个进程一直在建表，没有等到')
    return await work()
  } finally {
    await runner.query("SELECT RELEASE_LOCK('jinguo_migrate')")
    await runner.release()
  }
}

/** Opens a database; the caller closes it. @throws Error when its settings would lose acknowledged data */
export const openDatabase = (address: DatabaseAddress, schema: Schema): Promise<Database> =>
  address.engine === 'sqlite' ? openSqlite(address.file, schema) : openMysql(address.url, schema)

/** Inserts one row; nothing is read back. */
export async function insert<E extends ObjectLiteral>(
  m: Manager,
  entity: EntityTarget<E>,
  row: QueryDeepPartialEntity<E> | QueryDeepPartialEntity<E>[],
): Promise<void> {
  await m.createQueryBuilder().insert().into(entity).values(row).updateEntity(false).execute()
}

/**
 * The one way to change a counter or a state: an UPDATE whose condition names the row and what must still hold.
 * @returns whether exactly one row was changed
 */
export async function changeOne<E extends ObjectLiteral>(
  m: Manager,
  entity: EntityTarget<E>,
  where: string,
  params: ObjectLiteral,
  set: QueryDeepPartialEntity<E>,
): Promise<boolean> {
  return (await changeMany(m, entity, where, params, set)) === 1
}

/** @returns how many rows met the condition and were changed */
export async function changeMany<E extends ObjectLiteral>(
  m: Manager,
  entity: EntityTarget<E>,
  where: string,
  params: ObjectLiteral,
  set: QueryDeepPartialEntity<E>,
): Promise<number> {
  const { affected } = await m.createQueryBuilder().update(entity).set(set).where(where, params).updateEntity(false).execute()
  if (affected === undefined || affected === null) throw new Error('the driver does not say how many rows it changed')
  return affected
}

/** Whether an insert met a row that is already there. */
export function isDuplicate(error: unknown): boolean {
  const code = (error as { driverError?: { code?: string } }).driverError?.code ?? ''
  return code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

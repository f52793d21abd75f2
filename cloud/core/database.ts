import 'reflect-metadata'
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm'
import type { DatabaseAddress } from './settings'
import { mysqlUnits, sqliteUnits, type Units } from './units'

export { changeMany, changeOne, find, findOne, findTogether, insert, mustFind, remove } from './statements'

export type Manager = EntityManager

/** Nothing above this file knows which engine it talks to. */
export interface Database {
  engine: 'sqlite' | 'mysql'
  /** reads committed state only; never writes */
  read: Manager
  /** one unit of work: all of it or nothing, durable when the promise resolves; must not await the network, may be run again */
  write: Units
  /** how busy it is right now, for the metrics */
  load(): Record<string, number>
  /** the settings that decide what a power cut takes, as the connection that writes has them */
  durability(): Promise<Record<string, string>>
  migrate(): Promise<string[]>
  close(): Promise<void>
}

export interface Schema {
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

async function pragmasOf(writer: DataSource): Promise<Record<string, string>> {
  const [mode] = (await writer.query('PRAGMA synchronous')) as { synchronous: number }[]
  const [journal] = (await writer.query('PRAGMA journal_mode')) as { journal_mode: string }[]
  return { synchronous: String(mode?.synchronous), journal_mode: String(journal?.journal_mode) }
}

// SHOW names none that a server does not have, where SELECT @@… would fail.
async function variablesOf(source: DataSource): Promise<Record<string, string>> {
  const asked = "'innodb_flush_log_at_trx_commit', 'innodb_doublewrite', 'sync_binlog'"
  const rows = await source.query(`SHOW VARIABLES WHERE Variable_name IN (${asked})`)
  return Object.fromEntries((rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, row.Value]))
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
    load: units.load,
    durability: async () => pragmasOf(writer),
    migrate: async () => (await writer.runMigrations({ transaction: 'each' })).map((m) => m.name),
    close: async () => {
      await units.idle()
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/**
 * Units have connections of their own, and few: who waits for a row that many want waits here rather than in the database, where she
 * would keep a connection from others, and what is begun ends sooner.
 */
const WRITERS = 8
const READERS = 12

async function openMysql(url: string, schema: Schema): Promise<Database> {
  const open = (connectionLimit: number) =>
    new DataSource({
      type: 'mysql',
      url,
      synchronize: false,
      ...schema,
      timezone: 'Z',
      charset: 'utf8mb4_unicode_520_ci',
      extra: { connectionLimit, waitForConnections: true },
    } as DataSourceOptions).initialize()
  const plain = await open(READERS)
  await demand(plain, isStrict)
  const writer = await open(WRITERS)
  return {
    engine: 'mysql',
    read: plain.manager,
    write: mysqlUnits(writer),
    load: () => poolLoad([writer, plain]),
    durability: () => variablesOf(plain),
    migrate: () => oneAtATime(plain, async () => (await plain.runMigrations({ transaction: 'none' })).map((m) => m.name)),
    close: async () => {
      await plain.destroy()
      await writer.destroy()
    },
  }
}

/** Connections of the pools: in use, idle, and requests that wait for one. */
function poolLoad(sources: readonly DataSource[]): Record<string, number> {
  type Parts = Record<'_allConnections' | '_freeConnections' | '_connectionQueue', { length: number }>
  const pools = sources.map((source) => (source.driver as unknown as { pool: Parts }).pool)
  const count = (part: keyof Parts) => pools.reduce((sum, pool) => sum + pool[part].length, 0)
  return { used: count('_allConnections') - count('_freeConnections'), free: count('_freeConnections'), waiting: count('_connectionQueue') }
}

/** Two instances that start together must not both make the tables; locks are the server's, so each database has one of its own. */
async function oneAtATime<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner()
  try {
    const [lock] = (await runner.query("SELECT GET_LOCK(SHA1(CONCAT('migrate ', DATABASE())), 120) AS got")) as {
      got: number | string | null
    }[]
    if (Number(lock?.got) !== 1) throw new Error('另一个进程一直在建表，没有等到')
    return await work()
  } finally {
    await runner.query("SELECT RELEASE_LOCK(SHA1(CONCAT('migrate ', DATABASE())))")
    await runner.release()
  }
}

/** Opens a database; the caller closes it. @throws Error when its settings would lose acknowledged data */
export const openDatabase = (address: DatabaseAddress, schema: Schema): Promise<Database> =>
  address.engine === 'sqlite' ? openSqlite(address.file, schema) : openMysql(address.url, schema)

/** Whether an insert met a row that is already there. */
export function isDuplicate(error: unknown): boolean {
  const code = (error as { driverError?: { code?: string } }).driverError?.code ?? ''
  return code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

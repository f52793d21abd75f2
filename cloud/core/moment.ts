import { DataSource, type DataSourceOptions } from 'typeorm'
import type { Manager, Schema } from './database'
import type { DatabaseAddress } from './settings'

/** Lets work read one moment of a database, however long it takes and whatever is written meanwhile. */
export type Moment = <T>(work: (m: Manager) => Promise<T>) => Promise<T>

const optionsOf = (address: DatabaseAddress, { entities }: Schema): DataSourceOptions =>
  address.engine === 'sqlite'
    ? { type: 'better-sqlite3', database: address.file, readonly: true, entities }
    : { type: 'mysql', url: address.url, entities, timezone: 'Z', charset: 'utf8mb4_unicode_520_ci', extra: { connectionLimit: 1 } }

// On SQLite a moment begins with the first thing that is read; on MySQL where it is said.
const BEGIN: Record<DatabaseAddress['engine'], string[]> = {
  sqlite: ['BEGIN', 'SELECT name FROM sqlite_master LIMIT 1'],
  mysql: ['SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'],
}

/** Reads over a connection of its own: the server and its writers go on, also in other processes. */
export const momentOf =
  (address: DatabaseAddress, schema: Schema): Moment =>
  async (work) => {
    const source = await new DataSource(optionsOf(address, schema)).initialize()
    const runner = source.createQueryRunner()
    try {
      for (const statement of BEGIN[address.engine]) await runner.query(statement)
      return await work(runner.manager)
    } finally {
      await runner.query('ROLLBACK').catch(() => undefined)
      await runner.release()
      await source.destroy()
    }
  }

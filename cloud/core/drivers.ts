import { type EntityManager, type ObjectLiteral, QueryFailedError } from 'typeorm'

/** What a statement gave: rows of a SELECT, or how many rows it changed. */
export interface Given {
  rows: ObjectLiteral[]
  affected: number
}

/** The part of better-sqlite3 that runs statements. */
interface Sqlite {
  prepare(sql: string): Prepared
}
interface Prepared {
  reader: boolean
  all(values: unknown[]): ObjectLiteral[]
  run(values: unknown[]): { changes: number }
}

/** The part of mysql2 that runs statements: of one connection, or of the pool. */
interface Mysql {
  query(sql: string, values: unknown[], done: (error: Error | null, given: ObjectLiteral[] | { affectedRows: number }) => void): unknown
}

const MOST_PREPARED = 500
const prepared = new WeakMap<Sqlite, Map<string, Prepared>>()

function preparedBy(database: Sqlite, sql: string): Prepared {
  const known = prepared.get(database) ?? new Map<string, Prepared>()
  prepared.set(database, known)
  const found = known.get(sql)
  if (found) return found
  if (known.size >= MOST_PREPARED) known.clear()
  const made = database.prepare(sql)
  known.set(sql, made)
  return made
}

// It binds no booleans.
const bound = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)

function onSqlite(database: Sqlite, sql: string, values: unknown[]): Given {
  const statement = preparedBy(database, sql)
  if (statement.reader) return { rows: statement.all(values.map(bound)), affected: 0 }
  return { rows: [], affected: statement.run(values.map(bound)).changes }
}

function onMysql(connection: Mysql, sql: string, values: unknown[]): Promise<Given> {
  return new Promise((resolve, reject) => {
    connection.query(sql, values, (error, given) => {
      if (error) reject(error)
      else resolve(Array.isArray(given) ? { rows: given, affected: 0 } : { rows: [], affected: given.affectedRows })
    })
  })
}

/**
 * Runs one statement by the driver itself, in the unit of work of this manager if it has one: TypeORM's way through its runner,
 * subscribers and loggers costs more than a short statement does. @throws QueryFailedError as TypeORM itself
 */
export async function run(m: EntityManager, sql: string, values: unknown[]): Promise<Given> {
  const driver = m.connection.driver as unknown as { databaseConnection?: Sqlite; pool?: Mysql }
  try {
    if (driver.databaseConnection) return onSqlite(driver.databaseConnection, sql, values)
    const connection = (await m.queryRunner?.connect()) ?? driver.pool
    return await onMysql(connection as Mysql, sql, values)
  } catch (error) {
    throw new QueryFailedError(sql, values, error as Error)
  }
}

import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Connection, createConnection, format } from 'mysql2/promise'
import { DataSource } from 'typeorm'
import type { DatabaseAddress } from '../../cloud/core/settings'

/**
 * The whole history of the schema takes a second on MariaDB, and nearly every test begins with an empty database. So within one run of
 * `npm test` the first test of each engine leaves behind what the history led to, and the others begin there; they still ask for what
 * is missing, which is nothing. Without TEST_GROWN (the run's own folder) each goes the long way.
 */
const kept = (engine: string) => process.env.TEST_GROWN && path.join(process.env.TEST_GROWN, engine)

/** Lays what was kept into an empty database; without anything kept it stays empty. */
export async function lay(address: DatabaseAddress): Promise<void> {
  const from = kept(address.engine)
  if (!from || !existsSync(from)) return
  if (address.engine === 'sqlite') copyFileSync(from, address.file)
  else await onMysql(address.url, (connection) => connection.query(readFileSync(from, 'utf8')))
}

/** Keeps a database that has just been brought up to date and holds nothing yet, unless one is kept. */
export async function keep(address: DatabaseAddress): Promise<void> {
  const to = kept(address.engine)
  if (!to || existsSync(to)) return
  // Several may come to it at once: whole or not at all.
  const half = `${to}.${process.pid}`
  if (address.engine === 'sqlite') {
    const database = await new DataSource({ type: 'better-sqlite3', database: address.file }).initialize()
    await database.query('VACUUM INTO ?', [half])
    await database.destroy()
  } else writeFileSync(half, await onMysql(address.url, everything))
  renameSync(half, to)
}

async function onMysql<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: url, multipleStatements: true, rowsAsArray: true })
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

async function everything(connection: Connection): Promise<string> {
  const rowsOf = async (sql: string, of: string[] = []) => (await connection.query(sql, of))[0] as string[][]
  const statements = ['SET FOREIGN_KEY_CHECKS = 0']
  for (const [table = ''] of await rowsOf('SHOW TABLES')) {
    const [[, made] = []] = await rowsOf('SHOW CREATE TABLE ??', [table])
    statements.push(String(made))
    const rows = await rowsOf('SELECT * FROM ??', [table])
    if (rows.length > 0) statements.push(format('INSERT INTO ?? VALUES ?', [table, rows]))
  }
  return [...statements, 'SET FOREIGN_KEY_CHECKS = 1'].join(';\n')
}

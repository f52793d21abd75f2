import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'

export interface TestDatabase {
  /** mysql://…/t_<random> */
  url: string
  drop(): Promise<void>
}

const CLAUSE = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci'

async function ask(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server)
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}

/** A new database on a server, as production has it. `server`: mysql://…/ @returns its address */
export async function createDatabase(server: string, name: string): Promise<string> {
  await ask(server, `CREATE DATABASE ${name} ${CLAUSE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/**
 * A database of its own for one test file, on the server that `npm test` started.
 * `name` is a word that tells whose it is when a run is looked into.
 */
export async function mariadbUrl(name = ''): Promise<TestDatabase> {
  const server = process.env.TEST_MYSQL_URL
  if (!server) throw new Error('TEST_MYSQL_URL is not set: run `npm test -- <file>`, which starts MariaDB for the tests')
  const database = `t_${name.replace(/\W/g, '')}${randomBytes(6).toString('hex')}`
  return { url: await createDatabase(server, database), drop: () => ask(server, `DROP DATABASE IF EXISTS ${database}`) }
}

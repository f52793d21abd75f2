import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import pino from 'pino'
import { type App, createApp } from '../../cloud/app'
import { settingsOf } from '../../cloud/core/settings'
import { startMariadb } from '../../config/tasks/mariadb.mjs'
import type { Report } from './result'

/** Where everything is measured: a folder, one MariaDB with durable settings, and what a server needs to know. */
export interface Place {
  folder: string
  /** the settings of a server on a new database of this name */
  onMariadb(name: string): Promise<Record<string, string>>
  onSqlite(name: string): Record<string, string>
  /** the product's services in this process, on the database of these settings, migrated */
  open(env: Record<string, string>): Promise<App>
  /** what the databases said about their durability */
  settings: Report['settings']
  versions: Record<string, string>
  close(): Promise<void>
}

const keys = { MASTER_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`, CHAIN_KEY: Buffer.alloc(32, 5).toString('base64') }

async function createDatabase(server: string, name: string): Promise<string> {
  const connection = await createConnection(server)
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`)
  await connection.end()
  return `${server}${name}`
}

export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jinguo-bench-'))
  const settings: Report['settings'] = {}
  const versions: Record<string, string> = {}
  // Started by the first bench that needs it.
  let mariadb: ReturnType<typeof startMariadb> | undefined
  const envOf = (database: string) => ({ NODE_ENV: 'production', LOG_LEVEL: 'info', DATA_DIR: folder, DATABASE_URL: database, ...keys })
  return {
    folder,
    settings,
    versions,
    onMariadb: async (name) => {
      mariadb ??= startMariadb({ durable: true })
      return envOf(await createDatabase((await mariadb).url, name))
    },
    onSqlite: (name) => envOf(`sqlite:${path.join(folder, `${name}.sqlite`)}`),
    open: async (env) => {
      const app = await createApp(settingsOf(env), { log: pino({ level: 'silent' }) })
      await app.db.migrate()
      for (const [name, value] of Object.entries(await app.db.durability())) settings[`${app.db.engine} ${name}`] = value
      const asked = app.db.engine === 'mysql' ? 'SELECT VERSION() AS version' : 'SELECT sqlite_version() AS version'
      versions[app.db.engine] = ((await app.db.read.query(asked)) as { version: string }[])[0]?.version ?? ''
      return app
    },
    close: async () => {
      await (await mariadb)?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

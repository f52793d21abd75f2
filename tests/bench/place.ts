import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { App } from '../../cloud/app'
import { startMariadb } from '../../config/tasks/mariadb.mjs'
import { createDatabase } from '../support/mariadb'
import { openApp, productEnv } from '../support/product'
import type { Report } from './result'
import { type Product, startProduct } from './server'

/** Where everything is measured: a folder, one MariaDB with durable settings, and what a server needs to know. */
export interface Place {
  folder: string
  /** the settings of a server on a new database of this name */
  onMariadb(name: string): Promise<Record<string, string>>
  onSqlite(name: string): Record<string, string>
  /** the product's services in this process, on the database of these settings, migrated */
  open(env: Record<string, string>): Promise<App>
  /** the product on the database of these settings, its log in a file @throws when a power cut could take what it acknowledges */
  product(env: Record<string, string>): Promise<Product>
  /** what the servers said of the durability of their databases */
  settings: Report['settings']
  versions: Record<string, string>
  close(): Promise<void>
}

export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jinguo-bench-'))
  const settings: Report['settings'] = {}
  const versions: Record<string, string> = {}
  // Started by the first bench that needs it.
  let mariadb: ReturnType<typeof startMariadb> | undefined
  const envOf = (database: string) => ({ ...productEnv(folder), DATABASE_URL: database })
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
      const app = await openApp(env)
      await app.db.migrate()
      const asked = app.db.engine === 'mysql' ? 'SELECT VERSION() AS version' : 'SELECT sqlite_version() AS version'
      versions[app.db.engine] = ((await app.db.read.query(asked)) as { version: string }[])[0]?.version ?? ''
      return app
    },
    product: async (env) => {
      const server = await startProduct(env, folder)
      const { engine, settings: held } = server.opened
      for (const [name, value] of Object.entries(held)) settings[`${engine} ${name}`] = value
      return server
    },
    close: async () => {
      await (await mariadb)?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import pino from 'pino'
import { type App, createApp } from '../../cloud/app'
import { settingsOf } from '../../cloud/core/settings'

/** The product as it is deployed, bundled by config/tasks/prove.mjs. */
export const PRODUCT = [`${process.env.PROVEN}/main.js`]

/** What it needs beside its database, with keys made for proofs and benches. */
export const productEnv = (folder: string): Record<string, string> => ({
  ...{ NODE_ENV: 'production', LOG_LEVEL: 'info', DATA_DIR: folder },
  MASTER_KEYS: `k1:${Buffer.alloc(32, 3).toString('base64')}`,
  CHAIN_KEY: Buffer.alloc(32, 5).toString('base64'),
})

/** The same services in this process, on the same database. */
export const openApp = (env: Record<string, string>): Promise<App> => createApp(settingsOf(env), { log: pino({ level: 'silent' }) })

const DURABLE: Readonly<Record<string, Record<string, string>>> = {
  mysql: { innodb_flush_log_at_trx_commit: '1', innodb_doublewrite: 'ON' },
  sqlite: { synchronous: '2', journal_mode: 'wal' },
}

/** What a server said of its database when it had opened it. */
export interface Opened {
  engine: string
  /** milliseconds since 1970; its workers start right after it */
  at: number
  settings: Record<string, string>
}

/** Reads it in the server's own log. @throws when a power cut could take what was acknowledged */
export function openedOf(log: string): Opened {
  const line = log.split('\n').find((one) => one.includes('"msg":"database"')) ?? '{}'
  const { engine = '', time = '', ...held } = JSON.parse(line) as Record<string, string>
  const wanted = DURABLE[engine]
  if (!wanted) throw new Error(`no server has said what its database holds to: ${log}`)
  for (const [name, value] of Object.entries(wanted)) if (held[name] !== value) throw new Error(`${name} is ${held[name]}, not ${value}`)
  const settings = Object.fromEntries(Object.keys(wanted).map((name) => [name, String(held[name])]))
  return { engine, at: Date.parse(time), settings }
}

/**
 * node unguarded.js [--without seats|commit|key] [--ahead <seconds>]
 * The server as cloud/main.ts starts it, with one guard taken away, or with its clock ahead so that a lease is over at once.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createApp } from '../../cloud/app'
import { settingsOf } from '../../cloud/core/settings'
import { pages } from '../../cloud/pages'
import type { Replaced } from '../../cloud/replaced'
import { startWorkers } from '../../cloud/workers'
import { beforeCommit, countThenInsert, withoutTraces } from '../support/unguarded'

const WITHOUT: Record<string, Replaced> = {
  nothing: {},
  seats: { effects: { 'enrolment.enrol': countThenInsert } },
  commit: { database: beforeCommit },
  key: { database: withoutTraces },
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { without: { type: 'string', default: 'nothing' }, ahead: { type: 'string', default: '0' } } })
  const replaced = WITHOUT[values.without]
  if (!replaced) throw new Error(`no guard ${values.without}`)
  const settings = settingsOf(process.env)
  const ahead = Number(values.ahead) * 1000
  const now = () => new Date(Date.now() + ahead).toISOString()
  // Whoever waits for it asks /readyz, as of the real one.
  const app = await createApp(settings, { ...replaced, now, rest: pages('dist/h5', async () => true) })
  await app.db.migrate()
  app.log.info({ engine: app.db.engine, ...(await app.db.durability()) }, 'database')
  startWorkers(app, app.log)
  app.server.listen(settings.port, settings.host)
  await once(app.server, 'listening')
  app.log.info('listening')
}

main().catch((error: Error) => {
  console.error(error)
  process.exit(1)
})

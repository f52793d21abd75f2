import { once } from 'node:events'
import path from 'node:path'
import { createApp } from './app'
import { settingsOf } from './core/settings'
import { pages } from './pages'
import { startWorkers } from './workers'

const STOP_MS = 10_000

async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const folder = path.resolve(process.env.H5_DIR ?? 'dist/h5')
  const app = await createApp(settings, { rest: pages(folder, () => isReady()) })
  const isReady = async () => (await app.db.read.query('SELECT 1')).length === 1
  await app.db.migrate()
  const workers = startWorkers(app, app.log)
  app.server.listen(settings.port, settings.host)
  await once(app.server, 'listening')
  app.log.info({ host: settings.host, port: settings.port }, 'listening')

  const stop = async () => {
    // Requests that are under way are answered before the database closes.
    const answered = new Promise((resolve) => app.server.close(resolve))
    app.server.closeIdleConnections()
    app.server.keepAliveTimeout = 1
    const late = setTimeout(() => process.exit(1), STOP_MS)
    await Promise.all([workers.stop(), answered])
    await app.db.close()
    clearTimeout(late)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: Error) => {
  console.error(`没有启动：${error.message}`)
  // Not by itself: open connections would keep it alive.
  process.exit(1)
})

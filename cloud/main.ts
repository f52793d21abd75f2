import { once } from 'node:events'
import type { Server } from 'node:http'
import path from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import type { Logger } from 'pino'
import { type App, createApp } from './app'
import { metricsServer } from './core/metrics'
import { type Settings, settingsOf } from './core/settings'
import { endable } from './core/stopping'
import { answersInTime, pages } from './pages'
import { startWorkers } from './workers'

/** What the workers and the database may take after the last request was answered. */
const CLOSE_MS = 3_000

// Left to itself V8 lets garbage grow to four times of what is alive before it collects, on a machine with much memory.
setFlagsFromString('--heap-growing-percent=100')

async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

/** Lets Prometheus ask, where that is wanted. */
async function startMetrics({ metrics }: App, at: Settings['metrics']): Promise<Server | undefined> {
  if (!at) return undefined
  metrics.watchProcess()
  const server = metricsServer(metrics)
  await listen(server, at)
  return server
}

/** Not as Node would print it: what was thrown may quote what somebody typed. */
function endOnCrash(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'crashed')
    process.exit(1)
  })
}

async function main(): Promise<void> {
  const settings = settingsOf(process.env)
  const { drainSeconds = 0, stopSeconds = 6 } = settings
  const folder = path.resolve(process.env.H5_DIR ?? 'dist/h5')
  let stopping = false
  const app = await createApp(settings, { rest: pages(folder, () => isReady()) })
  const isReady = async () => !stopping && (await answersInTime(() => app.db.read.query('SELECT 1')))
  endOnCrash(app.log)
  await app.db.migrate()
  app.log.info({ engine: app.db.engine, ...(await app.db.durability()) }, 'database')
  const workers = startWorkers(app, app.log)
  const metrics = await startMetrics(app, settings.metrics)
  const running = endable(app.server)
  await listen(app.server, settings)
  app.log.info({ host: settings.host, port: settings.port }, 'listening')

  const stop = async () => {
    // Told a second time: at once.
    if (stopping) process.exit(1)
    stopping = true
    app.log.info('stopping')
    await pass(drainSeconds * 1000)
    const worked = workers.stop()
    if (!(await running.end(stopSeconds * 1000))) app.log.warn('a request was cut off')
    setTimeout(() => process.exit(1), CLOSE_MS).unref()
    await worked
    metrics?.close()
    metrics?.closeAllConnections()
    await app.db.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: Error) => {
  console.error(`没有启动：${error.message}`)
  // Not by itself: open connections would keep it alive.
  process.exit(1)
})

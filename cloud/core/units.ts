import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'
import { run } from './drivers'

export type Units = <T>(unit: (m: EntityManager) => Promise<T>) => Promise<T>

interface Job {
  unit: (m: EntityManager) => Promise<unknown>
  done: (value: unknown) => void
  failed: (error: unknown) => void
}

const MOST_TOGETHER = 64

// Plain statements, for TypeORM's own count of open transactions goes wrong when SQLite rolls back by itself (a full disk):
// from then on it would release savepoints where it should commit.
async function inSavepoint(runner: QueryRunner, job: Job): Promise<() => void> {
  const say = (sql: string) => run(runner.manager, sql, [])
  await say('SAVEPOINT unit')
  try {
    const value = await job.unit(runner.manager)
    await say('RELEASE unit')
    return () => job.done(value)
  } catch (error) {
    await say('ROLLBACK TO unit')
    await say('RELEASE unit')
    return () => job.failed(error)
  }
}

/** Units that wait together share one durable commit, each in a savepoint of its own. */
async function commitTogether(source: DataSource, jobs: Job[]): Promise<void> {
  const runner = source.createQueryRunner()
  const say = (sql: string) => run(runner.manager, sql, [])
  const answers: (() => void)[] = []
  try {
    await say('BEGIN IMMEDIATE')
    for (const job of jobs) answers.push(await inSavepoint(runner, job))
    await say('COMMIT')
  } catch (error) {
    // The group as a whole failed: nothing of it was stored, so nobody may be told that it was.
    await say('ROLLBACK').catch(() => undefined)
    for (const job of jobs) job.failed(error)
    return
  }
  for (const answer of answers) answer()
}

/**
 * SQLite has one connection and TypeORM hands out the same runner to everybody: two transactions at once would mix.
 * So all units go through one queue. A unit that calls `run` again waits for itself: hand the manager down instead.
 */
export function sqliteUnits(source: DataSource): { run: Units; idle: () => Promise<void>; load: () => Record<string, number> } {
  const queue: Job[] = []
  let together = 0
  let working: Promise<void> | undefined
  const drain = async () => {
    while (queue.length > 0) {
      await nextTurn()
      const group = queue.splice(0, MOST_TOGETHER)
      together = group.length
      await commitTogether(source, group)
    }
    together = 0
    working = undefined
  }
  const run: Units = (unit) =>
    new Promise((resolve, reject) => {
      queue.push({ unit, done: resolve as (value: unknown) => void, failed: reject })
      working ??= drain()
    })
  return { run, idle: async () => working, load: () => ({ used: together, waiting: queue.length }) }
}

// deadlock, lock wait, Galera not ready, server starting or stopping, connection lost or not to be had
const PASSING = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_UNKNOWN_COM_ERROR',
  'ER_SERVER_SHUTDOWN',
  'PROTOCOL_CONNECTION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])
const PASSING_NUMBERS = new Set([1213, 1205, 1047, 1053, 1927])
const MOST_TRIES = 8

/** Whether the database was away, or gave way to somebody else: what was tried may be tried again. */
export function isPassing(error: unknown): boolean {
  const { driverError, code, errno } = error as { driverError?: { code?: string; errno?: number }; code?: string; errno?: number }
  return PASSING.has(driverError?.code ?? code ?? '') || PASSING_NUMBERS.has(driverError?.errno ?? errno ?? 0)
}

/** Connections that are as units want them: said once to each, for every word to the database costs as much as a short statement. */
const ready = new WeakSet<object>()

async function transaction<T>(source: DataSource, unit: (m: EntityManager) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner()
  const connection: { destroy(): void } = await runner.connect()
  try {
    if (!ready.has(connection)) {
      await runner.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
      // A transaction begins with the first statement.
      await runner.query('SET SESSION autocommit = 0')
      ready.add(connection)
    }
    const value = await unit(runner.manager)
    await run(runner.manager, 'COMMIT', [])
    return value
  } catch (error) {
    // A connection that may still hold something must not come to the next unit.
    await runner.query('ROLLBACK').catch(() => connection.destroy())
    throw error
  } finally {
    await runner.release()
  }
}

/**
 * MySQL: READ COMMITTED, tried again after what passes by itself. `source` has connections that nobody else uses. When the connection
 * is lost during COMMIT nobody knows whether the unit was stored: run again, it meets what it has left itself (a key, a version,
 * a lease), and so must be written to do nothing twice.
 */
export function mysqlUnits(source: DataSource): Units {
  return async (unit) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await transaction(source, unit)
      } catch (error) {
        if (attempt >= MOST_TRIES || !isPassing(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
      }
    }
  }
}

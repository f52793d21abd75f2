import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'

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
  await runner.query('SAVEPOINT unit')
  try {
    const value = await job.unit(runner.manager)
    await runner.query('RELEASE unit')
    return () => job.done(value)
  } catch (error) {
    await runner.query('ROLLBACK TO unit')
    await runner.query('RELEASE unit')
    return () => job.failed(error)
  }
}

/** Units that wait together share one durable commit, each in a savepoint of its own. */
async function commitTogether(source: DataSource, jobs: Job[]): Promise<void> {
  const runner = source.createQueryRunner()
  const answers: (() => void)[] = []
  try {
    await runner.query('BEGIN IMMEDIATE')
    for (const job of jobs) answers.push(await inSavepoint(runner, job))
    await runner.query('COMMIT')
  } catch (error) {
    // The group as a whole failed: nothing of it was stored, so nobody may be told that it was.
    await runner.query('ROLLBACK').catch(() => undefined)
    for (const job of jobs) job.failed(error)
    return
  }
  for (const answer of answers) answer()
}

/**
 * SQLite has one connection and TypeORM hands out the same runner to everybody: two transactions at once would mix.
 * So all units go through one queue. A unit that calls `run` again waits for itself: hand the manager down instead.
 */
export function sqliteUnits(source: DataSource): { run: Units; idle: () => Promise<void> } {
  const queue: Job[] = []
  let working: Promise<void> | undefined
  const drain = async () => {
    while (queue.length > 0) {
      await nextTurn()
      await commitTogether(source, queue.splice(0, MOST_TOGETHER))
    }
    working = undefined
  }
  const run: Units = (unit) =>
    new Promise((resolve, reject) => {
      queue.push({ unit, done: resolve as (value: unknown) => void, failed: reject })
      working ??= drain()
    })
  return { run, idle: async () => working }
}

// deadlock, lock wait, Galera not ready, connection lost
const PASSING = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_UNKNOWN_COM_ERROR',
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
])
const PASSING_NUMBERS = new Set([1213, 1205, 1047, 1927])
const MOST_TRIES = 8

function isPassing(error: unknown): boolean {
  const { driverError, code, errno } = error as { driverError?: { code?: string; errno?: number }; code?: string; errno?: number }
  return PASSING.has(driverError?.code ?? code ?? '') || PASSING_NUMBERS.has(driverError?.errno ?? errno ?? 0)
}

/** MySQL: READ COMMITTED, tried again after what passes by itself. */
export function mysqlUnits(source: DataSource): Units {
  return async (unit) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await source.transaction('READ COMMITTED', unit)
      } catch (error) {
        if (attempt >= MOST_TRIES || !isPassing(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
      }
    }
  }
}

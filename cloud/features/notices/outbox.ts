import { addMs } from '@shared/core/time'
import { changeMany, changeOne, type Database, find, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import { MessagePermission, type Notice, Outbox } from './notice.entity'

const BATCH = 500
/** After it the notices of somebody who died are taken over. */
const LEASE_MS = 60_000
const MOST_LEASES = 3
const MOST_ATTEMPTS = 8
const FIRST_WAIT_MS = 15_000
const QUOTA_WAIT_MS = 3_600_000

export type Outcome = { sent: true } | { sent: false; failure: 'temporary' | 'quota' | 'refused' | 'permanent' }
export type Result = (Outcome | { sent: false; failure: 'noWechat' | 'notAllowed' }) & {
  /** it has gone as a text message: no permission of WeChat's was used */
  byText?: true
  /** WeChat has said that she wants no more messages, whatever became of this one */
  refused?: true
}

/** A notice that was taken, and what became of it. */
export interface Dealt {
  row: Outbox
  notice: Notice
  result: Result
}

/** A batch for one dispatcher; nobody else touches it before `until` (UTC ISO text). */
export interface Leased {
  rows: Outbox[]
  until: string
}

/** Takes a batch with one conditional UPDATE; a lease that ran out (a crash) is taken over. */
export async function lease(db: Database, now: () => string, tries = MOST_LEASES): Promise<Leased> {
  const at = now()
  const until = addMs(at, LEASE_MS)
  const waiting = await db.read
    .createQueryBuilder(Outbox, 'o')
    .select(['o.id'])
    .where("o.state = 'waiting' AND o.next_at <= :at", { at })
    .orderBy('o.next_at')
    .limit(BATCH)
    .getMany()
  if (waiting.length === 0) return { rows: [], until }
  const token = newId(at)
  const ids = waiting.map((o) => o.id)
  // next_at doubles as the end of the lease: nobody else sees the row as waiting before it.
  const taken = await db.write((m) =>
    changeMany(m, Outbox, "id IN (:...ids) AND state = 'waiting' AND next_at <= :at", { ids, at }, { lease: token, nextAt: until }),
  )
  // Another process has taken these in the same moment: behind them more may wait.
  if (taken === 0 && tries > 1) return lease(db, now, tries - 1)
  return { rows: await find(db.read, Outbox, { lease: token, state: 'waiting' }), until }
}

/** The state of a row after one try that failed. */
function failed({ attempts: before }: Outbox, failure: Extract<Result, { sent: false }>['failure'], at: string) {
  const attempts = before + 1
  const again = (failure === 'temporary' && attempts < MOST_ATTEMPTS) || failure === 'quota'
  const wait = failure === 'quota' ? QUOTA_WAIT_MS : FIRST_WAIT_MS * 2 ** (attempts - 1)
  return again
    ? { attempts, nextAt: addMs(at, wait), lease: null, failure }
    : { attempts, state: 'failed' as const, failure: failure === 'temporary' ? 'tooOften' : failure, doneAt: at, lease: null }
}

async function recordOne(m: Manager, { row, notice, result }: Dealt, at: string): Promise<void> {
  const set = result.sent ? { state: 'sent' as const, failure: null, doneAt: at, lease: null } : failed(row, result.failure, at)
  const ours = { id: row.id, lease: row.lease }
  // Recorded before (a connection was lost during COMMIT): one message costs one permission.
  if (!(await changeOne(m, Outbox, "id = :id AND lease = :lease AND state = 'waiting'", ours, set))) return
  const permission = { account: notice.accountId, template: notice.sort }
  if (result.sent && !result.byText)
    await changeOne(m, MessagePermission, 'account_id = :account AND template = :template AND remaining > 0', permission, {
      remaining: () => 'remaining - 1',
    })
  if (result.refused || (!result.sent && result.failure === 'refused'))
    await changeOne(m, MessagePermission, 'account_id = :account AND template = :template', permission, { remaining: 0 })
}

/**
 * Records what became of notices: what comes while a unit is being stored goes into the next one together.
 * `done` resolves when all is recorded. @throws (from `done`) what kept it from being recorded: those leases run out
 */
export function recorder(db: Database, now: () => string): { add(dealt: Dealt): void; done(): Promise<void> } {
  const waiting: Dealt[] = []
  let writing: Promise<void> | undefined
  let broken: { error: unknown } | undefined
  const drain = async () => {
    while (waiting.length > 0) {
      const some = waiting.splice(0)
      const at = now()
      await db
        .write(async (m) => {
          for (const one of some) await recordOne(m, one, at)
        })
        .catch((error) => {
          broken = { error }
        })
    }
    writing = undefined
  }
  return {
    add: (dealt) => {
      waiting.push(dealt)
      writing ??= drain()
    },
    done: async () => {
      await writing
      if (broken) throw broken.error
    },
  }
}

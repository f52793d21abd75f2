import { addMs } from '@shared/core/time'
import type { Logger } from 'pino'
import { In } from 'typeorm'
import { changeMany, changeOne, type Database } from '../../core/database'
import { newId } from '../../core/ids'
import { MessagePermission, Notice, Outbox } from './notice.entity'
import type { Words } from './notices.service'

const BATCH = 100
const LEASE_MS = 60_000
const MOST_ATTEMPTS = 8
const FIRST_WAIT_MS = 15_000
const QUOTA_WAIT_MS = 3_600_000

export type Outcome = { sent: true } | { sent: false; failure: 'temporary' | 'quota' | 'refused' | 'permanent' }

/** The way to one account's WeChat. */
export interface Channel {
  openIdOf(account: string): Promise<string | undefined>
  /** whether messages of this sort have a template at all */
  has(sort: 'progress' | 'todo'): boolean
  send(openid: string, notice: { sort: 'progress' | 'todo'; at: string; application: string | null } & Words): Promise<Outcome>
}

export interface DispatcherParts {
  db: Database
  /** undefined where WeChat is not configured: then nothing is ever said to be sent */
  channel: Channel | undefined
  words(notice: Notice): Words
  now(): string
  log: Pick<Logger, 'error'>
}

/** Takes a batch for itself with one conditional UPDATE; a lease that ran out (a crash) is taken over. */
async function lease({ db, now }: DispatcherParts): Promise<Outbox[]> {
  const at = now()
  const waiting = await db.read
    .createQueryBuilder(Outbox, 'o')
    .select(['o.id'])
    .where("o.state = 'waiting' AND o.next_at <= :at", { at })
    .orderBy('o.next_at')
    .limit(BATCH)
    .getMany()
  if (waiting.length === 0) return []
  const token = newId(at)
  const ids = waiting.map((o) => o.id)
  // next_at doubles as the end of the lease: nobody else sees the row as waiting before it.
  await db.write((m) =>
    changeMany(
      m,
      Outbox,
      "id IN (:...ids) AND state = 'waiting' AND next_at <= :at",
      { ids, at },
      { lease: token, nextAt: addMs(at, LEASE_MS) },
    ),
  )
  return db.read.findBy(Outbox, { lease: token, state: 'waiting' })
}

async function attempt(parts: DispatcherParts, notice: Notice): Promise<Outcome | { sent: false; failure: 'noWechat' | 'notAllowed' }> {
  const { channel, db, words } = parts
  const openid = channel?.has(notice.sort) ? await channel.openIdOf(notice.accountId) : undefined
  if (!channel || !openid) return { sent: false, failure: 'noWechat' }
  const permission = await db.read.findOneBy(MessagePermission, { accountId: notice.accountId, template: notice.sort })
  if (!permission || permission.remaining <= 0) return { sent: false, failure: 'notAllowed' }
  return channel.send(openid, { sort: notice.sort, at: notice.at, application: notice.applicationId, ...words(notice) })
}

async function record(
  { db, now }: DispatcherParts,
  row: Outbox,
  notice: Notice,
  outcome: Awaited<ReturnType<typeof attempt>>,
): Promise<void> {
  const at = now()
  const ours = { id: row.id, lease: row.lease }
  const permission = { account: notice.accountId, template: notice.sort }
  await db.write(async (m) => {
    if (outcome.sent) {
      await changeOne(m, Outbox, "id = :id AND lease = :lease AND state = 'waiting'", ours, {
        state: 'sent',
        failure: null,
        doneAt: at,
        lease: null,
      })
      await changeOne(m, MessagePermission, 'account_id = :account AND template = :template AND remaining > 0', permission, {
        remaining: () => 'remaining - 1',
      })
      return
    }
    const { failure } = outcome
    if (failure === 'refused')
      await changeOne(m, MessagePermission, 'account_id = :account AND template = :template', permission, { remaining: 0 })
    const attempts = row.attempts + 1
    const again = (failure === 'temporary' && attempts < MOST_ATTEMPTS) || failure === 'quota'
    const wait = failure === 'quota' ? QUOTA_WAIT_MS : FIRST_WAIT_MS * 2 ** (attempts - 1)
    const set = again
      ? { attempts, nextAt: addMs(at, wait), lease: null, failure }
      : { attempts, state: 'failed' as const, failure: failure === 'temporary' ? 'tooOften' : failure, doneAt: at, lease: null }
    await changeOne(m, Outbox, "id = :id AND lease = :lease AND state = 'waiting'", ours, set)
  })
}

/**
 * Sends what is due, one batch. A crash between sending and recording means that a message may go out twice, never that
 * one is lost or called sent when it was not.
 * @returns how many notices were dealt with
 */
export async function dispatch(parts: DispatcherParts): Promise<number> {
  // A text or an identity that cannot be opened, a template that does not fit: tried again, then failed for all to see.
  const notSent = (error: unknown): Outcome => {
    parts.log.error({ err: error }, 'a notice could not be sent')
    return { sent: false, failure: 'temporary' }
  }
  const rows = await lease(parts)
  const notices = new Map((await parts.db.read.findBy(Notice, { id: In(rows.map((o) => o.id)) })).map((n) => [n.id, n]))
  await Promise.all(
    rows.map(async (row) => {
      const notice = notices.get(row.id)
      if (notice) await record(parts, row, notice, await attempt(parts, notice).catch(notSent))
    }),
  )
  return rows.length
}

import { addMs } from '@shared/core/time'
import type { Logger } from 'pino'
import { type Database, find } from '../../core/database'
import { MessagePermission, Notice, type Outbox } from './notice.entity'
import type { Words } from './notices.service'
import { lease, type Outcome, type Result, recorder } from './outbox'
import type { TextChannel } from './text.channel'

/** How many messages of one process are on their way at once. */
export const AT_ONCE = 10
/** Nothing is sent so shortly before the lease ends that somebody else could send it, too. */
const RESERVE_MS = 15_000

/** The way to one account's WeChat. */
export interface Channel {
  /** account → opens its WeChat identity; not in it: who has none @throws Error (on opening) when it is damaged */
  openIdsOf(accounts: readonly string[]): Promise<ReadonlyMap<string, () => string>>
  /** whether messages of this sort have a template at all */
  has(sort: 'progress' | 'todo'): boolean
  send(openid: string, notice: { sort: 'progress' | 'todo'; at: string; application: string | null } & Words): Promise<Outcome>
}

export interface DispatcherParts {
  db: Database
  /** undefined where WeChat is not configured: then nothing is ever said to be sent */
  channel: Channel | undefined
  /** undefined where no gateway is configured: then whoever is not reached is telephoned */
  texts?: TextChannel | undefined
  words(notice: Notice): Words
  now(): string
  log: Pick<Logger, 'error'>
}

/** Counts down what each account still allows, so that one batch does not send more. */
async function allowances({ db }: DispatcherParts, accounts: readonly string[]): Promise<(notice: Notice) => boolean> {
  const left = new Map(
    (await find(db.read, MessagePermission, { accountId: accounts })).map((row) => [`${row.accountId} ${row.template}`, row.remaining]),
  )
  return ({ accountId, sort }) => {
    const key = `${accountId} ${sort}`
    const remaining = left.get(key) ?? 0
    left.set(key, remaining - 1)
    return remaining > 0
  }
}

/** Whether a text message is worth it: at once when WeChat will never carry this one, from the second try on when it may. */
const isTexted = (result: Result, { urgent, attempts: before }: Outbox): result is Extract<Result, { sent: false }> =>
  urgent && !result.sent && (result.failure !== 'temporary' || before > 0)

/** What WeChat did not carry and must not wait, as a text message; whoever has told no number stays not reached. */
async function asText({ texts, words }: DispatcherParts, notice: Notice, row: Outbox, result: Result): Promise<Result> {
  const phone = texts && isTexted(result, row) ? await texts.phoneOf(notice.accountId) : undefined
  if (!texts || phone === undefined || result.sent) return result
  const refused = result.failure === 'refused' ? ({ refused: true } as const) : {}
  const texted = await texts.send({ id: notice.id, phone, ...words(notice) })
  if (texted.sent) return { sent: true, byText: true, ...refused }
  // Another try is worth it as long as one of the two ways may still open.
  return texted.failure === 'permanent' ? result : { ...texted, ...refused }
}

/** One try for each notice of a batch, with everything that it needs read beforehand. */
async function attempts(parts: DispatcherParts, notices: readonly Notice[]): Promise<(notice: Notice) => Promise<Result>> {
  const { channel, words, log } = parts
  const accounts = [...new Set(notices.map(({ accountId }) => accountId))]
  if (!channel) return async () => ({ sent: false, failure: 'noWechat' })
  const [openIds, isAllowed] = await Promise.all([channel.openIdsOf(accounts), allowances(parts, accounts)])
  const send = async (notice: Notice): Promise<Result> => {
    const openId = channel.has(notice.sort) ? openIds.get(notice.accountId) : undefined
    if (!openId) return { sent: false, failure: 'noWechat' }
    if (!isAllowed(notice)) return { sent: false, failure: 'notAllowed' }
    return channel.send(openId(), { sort: notice.sort, at: notice.at, application: notice.applicationId, ...words(notice) })
  }
  // A text or an identity that cannot be opened, a template that does not fit: tried again, then failed for all to see.
  const notSent = (error: unknown): Outcome => {
    log.error({ err: error }, 'a notice could not be sent')
    return { sent: false, failure: 'temporary' }
  }
  return (notice) => send(notice).catch(notSent)
}

/** A number or words that cannot be opened: tried again, then failed for all to see. */
const notTexted =
  ({ log }: DispatcherParts) =>
  (error: unknown): Result => {
    log.error({ err: error }, 'a text message could not be sent')
    return { sent: false, failure: 'temporary' }
  }

/**
 * Sends what is due, one batch. A crash between sending and recording means that a message may go out twice, never that
 * one is lost or called sent when it was not.
 * @returns how many notices were dealt with
 */
export async function dispatch(parts: DispatcherParts): Promise<number> {
  const { db, now } = parts
  const { rows, until } = await lease(db, now)
  if (rows.length === 0) return 0
  const notices = await find(db.read, Notice, { id: rows.map(({ id }) => id) })
  const byId = new Map(notices.map((notice) => [notice.id, notice]))
  const attempt = await attempts(parts, notices)
  const records = recorder(db, now)
  const last = addMs(until, -RESERVE_MS)
  let next = 0
  const lane = async () => {
    // What is left when WeChat is slow waits until the lease has run out.
    while (next < rows.length && now() < last) {
      const row = rows[next++] as (typeof rows)[number]
      const notice = byId.get(row.id)
      if (notice) records.add({ row, notice, result: await asText(parts, notice, row, await attempt(notice)).catch(notTexted(parts)) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  await records.done()
  return next
}

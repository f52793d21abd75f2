import { In } from 'typeorm'
import type { App } from '../../../cloud/app'
import { Activity, ActivityPlace } from '../../../cloud/features/activity/activity.entity'
import { Application } from '../../../cloud/features/applications/application.entity'
import { Notice, Outbox } from '../../../cloud/features/notices/notice.entity'
import { verify } from '../../../cloud/tools/verifying'

/** What a client was told. */
export interface Acknowledged {
  account: string
  id: string
  receipt: string
}

/** The books after a crash: what was said against what is there. */
export interface Ledger {
  acknowledged: number
  stored: number
  /** acknowledged, but not there, or not hers */
  lost: number
  /** stored although she has another one for the same activity */
  doubled: number
  /** notices without their row in the inbox or the outbox, or that no message was sent for */
  noticesLost: number
  /** counters that do not say what the places say */
  miscounted: number
  /** chains, marks and keys that are not as the product wrote them */
  broken: number
}

/** Whether every notice that is owed has gone out. */
export async function allSent(app: App, activities: readonly string[], delivered: ReadonlySet<string>): Promise<boolean> {
  return (await noticesLost(app, await rowsOf(app, activities), delivered)) === 0
}

async function rowsOf({ db }: App, activities: readonly string[]): Promise<Application[]> {
  return db.read.find(Application, { where: { aboutId: In([...activities]) } })
}

/** Activities whose counters and places disagree, or that have more taken than seats. */
async function miscounted({ db }: App, activities: readonly string[]): Promise<number> {
  const rows = await db.read.findBy(Activity, { id: In([...activities]) })
  const places = await db.read.findBy(ActivityPlace, { activityId: In([...activities]) })
  const count = (activityId: string, standing: string) =>
    places.filter((place) => place.activityId === activityId && place.standing === standing).length
  return rows.filter(
    ({ id, taken, waiting, queueLast, seats }) =>
      taken !== count(id, 'seated') || waiting !== count(id, 'waiting') || queueLast !== waiting || taken > seats,
  ).length
}

/** How many of the notices that stored cases owe to the organiser are missing. `delivered`: the cases that WeChat has a message for. */
async function noticesLost({ db }: App, rows: readonly Application[], delivered: ReadonlySet<string> | undefined): Promise<number> {
  const owed = rows.filter(({ state }) => state === 'review').map(({ id }) => id)
  const notices = await db.read.find(Notice, { select: { id: true, applicationId: true } })
  const sent = new Map((await db.read.find(Outbox, { select: { id: true, state: true } })).map(({ id, state }) => [id, state]))
  const noticeOf = new Map(notices.map(({ id, applicationId }) => [applicationId, id]))
  const isThere = (id: string) => {
    const state = sent.get(noticeOf.get(id) ?? '')
    return delivered ? state === 'sent' && delivered.has(id) : state !== undefined
  }
  return owed.filter((id) => !isThere(id)).length
}

/** Looks everything up. `delivered`: the cases that WeChat has a message for; without it only the rows are asked for. */
export async function ledgerOf(
  app: App,
  activities: readonly string[],
  said: readonly Acknowledged[],
  delivered: ReadonlySet<string> | undefined,
): Promise<Ledger> {
  const rows = await rowsOf(app, activities)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const holds = ({ id, account, receipt }: Acknowledged) => byId.get(id)?.filerId === account && byId.get(id)?.receipt === receipt
  return {
    acknowledged: said.length,
    stored: rows.length,
    lost: said.filter((one) => !holds(one)).length,
    doubled: rows.length - new Set(rows.map(({ filerId, aboutId }) => `${filerId} ${aboutId}`)).size,
    noticesLost: await noticesLost(app, rows, delivered),
    miscounted: await miscounted(app, activities),
    broken: (await verify(app)).findings.length,
  }
}

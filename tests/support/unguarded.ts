import { setTimeout as pause } from 'node:timers/promises'
import { changeOne, type Database, find, insert } from '../../cloud/core/database'
import { RequestKey } from '../../cloud/core/keys'
import type { Effects } from '../../cloud/core/kind-ports'
import { Activity, ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { ApplicationSlot } from '../../cloud/features/applications/application.entity'

// Gaps that are there in any case are held open here, so that no control depends on luck.
const COUNTED_MS = 10
/** SQLite does one unit after another. */
const UNCOMMITTED_MS = { sqlite: 40, mysql: 200 }
/** Of different lengths, so that those who came together are not all answered together. */
const unanswered = () => pause(100 + Math.random() * 200)

/** What a place has besides, whoever gives it. */
const PLACE = { rank: 0, reminded: '', absent: null, villageId: null }

/** What must not be done: count first, then insert. */
export const countThenInsert: Effects[string] = async (m, { row, aboutId }) => {
  const activityId = aboutId as string
  const { seats } = await m.findOneByOrFail(Activity, { id: activityId })
  const taken = await m.countBy(ActivityPlace, { activityId, standing: 'seated' })
  await pause(COUNTED_MS)
  const standing = taken < seats ? 'seated' : 'waiting'
  await insert(m, ActivityPlace, { ...PLACE, applicationId: row.id, activityId, standing, queueNo: 0 })
  return { outcome: standing, found: { position: 0 } }
}

/** What must not be done: read the counters, then write what comes next. Alone it is right. */
export const readThenWrite: Effects[string] = async (m, { row, aboutId }) => {
  const id = aboutId as string
  const { seats, taken, waiting, queueLast } = await m.findOneByOrFail(Activity, { id })
  await pause(COUNTED_MS)
  const standing = taken < seats && waiting === 0 ? 'seated' : 'waiting'
  const set = standing === 'seated' ? { taken: taken + 1 } : { waiting: waiting + 1, queueLast: queueLast + 1 }
  await changeOne(m, Activity, 'id = :id', { id }, set)
  const queueNo = standing === 'seated' ? 0 : queueLast + 1
  await insert(m, ActivityPlace, { ...PLACE, applicationId: row.id, activityId: id, standing, queueNo })
  return { outcome: standing, found: { position: 0 } }
}

/** What must not be done: offer a freed seat to whoever came last. */
export const offerToNewest: Effects[string] = async (m, { row, aboutId, moveOther }) => {
  const id = aboutId as string
  const { seats, taken } = await m.findOneByOrFail(Activity, { id })
  await changeOne(m, ActivityPlace, 'application_id = :id', { id: row.id }, { standing: 'left' })
  const [newest] = await find(m, ActivityPlace, { activityId: id, standing: 'waiting' }, { order: { queueNo: 'DESC' }, limit: 1 })
  const next = taken <= seats ? newest : undefined
  await changeOne(m, Activity, 'id = :id', { id }, next ? { waiting: () => 'waiting - 1' } : { taken: () => 'taken - 1' })
  if (next) await moveOther(next.applicationId, 'offer')
  return {}
}

/**
 * What must not be done: acknowledge before the commit. What is not committed has to be shown as well; on SQLite only the writing
 * connection sees it, on MySQL whoever reads uncommitted rows (a setting of the control's own database server).
 */
export function beforeCommit(db: Database): Database {
  let writing: Database['read'] | undefined
  return {
    ...db,
    get read() {
      return writing ?? db.read
    },
    write: (unit) =>
      new Promise((resolve, reject) => {
        const early: typeof unit = async (m) => {
          if (db.engine === 'sqlite') writing = m.connection.manager
          const value = await unit(m)
          resolve(value)
          await pause(UNCOMMITTED_MS[db.engine])
          return value
        }
        db.write(early).catch(reject)
      }),
  }
}

/** What must not be done: keep no trace of a request. The slot goes too, for it alone would still stop a second enrolment. */
export function withoutTraces(db: Database): Database {
  return {
    ...db,
    write: async (unit) => {
      const value = await db.write(async (m) => {
        const made = await unit(m)
        // Nobody ever commits one, so those that can be seen are this unit's own.
        for (const { accountId, key } of await m.find(RequestKey)) await m.delete(RequestKey, { accountId, key })
        for (const { applicationId } of await m.find(ApplicationSlot)) await m.delete(ApplicationSlot, { applicationId })
        return made
      })
      await unanswered()
      return value
    },
  }
}

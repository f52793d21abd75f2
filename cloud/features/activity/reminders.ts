import type { Holder } from '@shared/core/case'
import type { Tell } from '@shared/core/telling'
import { nextReminder, type Reminder, reminderAt, sayReminder } from '@shared/features/activity/reminder.rules'
import { changeOne, type Database, findOne, type Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { Activity, ActivityPlace } from './activity.entity'
import { presenceOf } from './roster.presence'

export interface ReminderPorts {
  /** enrolment → whom to tell; who cannot be told is left out */
  holders(m: Manager, enrolments: readonly string[]): Promise<ReadonlyMap<string, Holder>>
  tell(m: Manager, tells: readonly Tell[], about: { application: string; now: string }): Promise<void>
}

/** Women of one unit of work: it stays short. */
const TOGETHER = 20
const MOST_UNITS = 20
const MOST_ACTIVITIES = 20

/** Those with a seat who have not been reminded at this moment, nor put their names down after it. */
const untold = (m: Manager, id: string, at: string): Promise<ActivityPlace[]> =>
  m
    .createQueryBuilder(ActivityPlace, 'p')
    .where("p.activityId = :id AND p.standing = 'seated' AND p.reminded < :at", { id, at })
    .orderBy('p.reminded')
    .addOrderBy('p.applicationId')
    .limit(TOGETHER)
    .getMany()

/** Who was not there is not asked how it was. */
async function absentees(m: Manager, what: Reminder, places: readonly ActivityPlace[]): Promise<ReadonlySet<string>> {
  if (what !== 'afterwards') return new Set()
  return new Set([...(await presenceOf(m, places))].filter(([, presence]) => presence === 'missed').map(([id]) => id))
}

interface Moment {
  id: string
  at: string
}

/**
 * Reminds the next few: the mark on each place is changed in the unit of her notice, so nobody hears it twice.
 * @returns how many there were; none as well when nothing falls due at this moment any more
 */
async function remindSome(m: Manager, { id: activityId, at }: Moment, now: string, ports: ReminderPorts): Promise<number> {
  const activity = await findOne(m, Activity, { id: activityId, remindAt: at, state: 'published' })
  const due = activity && reminderAt(activity, at)
  if (!due || now >= due.until) return 0
  const places = await untold(m, activityId, at)
  const ids = places.map(({ applicationId }) => applicationId)
  const [holders, absent] = [await ports.holders(m, ids), await absentees(m, due.what, places)]
  const words = sayReminder(due.what, activity)
  for (const id of ids) {
    const waiting = "application_id = :id AND standing = 'seated' AND reminded < :at"
    const mine = await changeOne(m, ActivityPlace, waiting, { id, at }, { reminded: at })
    const to = holders.get(id)
    if (!mine || !to || absent.has(id)) continue
    await ports.tell(m, [{ to, party: 'applicant', sort: 'progress', ...words, uncalled: true }], { application: id, now })
  }
  return places.length
}

/** One activity whose moment has come; when nobody is left to tell it waits for its next one. */
async function remindAll(db: Database, moment: Moment, now: string, ports: ReminderPorts): Promise<void> {
  for (let units = 0; units < MOST_UNITS; units += 1) {
    if ((await db.write((m) => remindSome(m, moment, now, ports))) > 0) continue
    // In a unit of its own: whoever changes an activity together with its places begins with the activity.
    await db.write(async (m) => {
      const activity = await findOne(m, Activity, { id: moment.id, remindAt: moment.at })
      if (!activity) return
      const remindAt = nextReminder(activity, moment.at)?.at ?? null
      await changeOne(m, Activity, 'id = :id AND remind_at = :at', { ...moment }, { remindAt })
    })
    return
  }
}

/**
 * Tells those who have a seat what the clock says: the evening before, the morning of the day, and afterwards. One read by key when
 * nothing is due. @returns for how many activities something was
 */
export async function remind(db: Database, now: string, ports: ReminderPorts): Promise<number> {
  const due = await db.read
    .createQueryBuilder(Activity, 'a')
    .where('a.remindAt <= :now', { now })
    .orderBy('a.remindAt')
    .addOrderBy('a.id')
    .limit(MOST_ACTIVITIES)
    .getMany()
  await withEach(due, ({ id, remindAt }) => remindAll(db, { id, at: remindAt as string }, now, ports))
  return due.length
}

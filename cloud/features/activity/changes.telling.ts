import { AppError } from '@shared/core/errors'
import type { ChangedFields } from '@shared/features/activity/change.schema'
import { tellChange } from '@shared/features/activity/change.words'
import type { Logger } from 'pino'
import type { Atlas } from '../../core/atlas'
import { changeOne, type Database, type Manager, mustFind } from '../../core/database'
import { Activity } from './activity.entity'
import { lockActivity } from './activity.service'
import { ActivityChange } from './change.entity'

/** What may be done with the cases about an activity, one after another by key. */
export interface CasesAbout {
  /** open cases behind one, at most so many */
  openBehind(m: Manager, about: string, behind: string, most: number): Promise<readonly string[]>
  /** says something to the applicant of a case that is still open; a case that cannot be opened is left out, and logged */
  tell(m: Manager, id: string, words: { title: string; text: string }, now: string): Promise<void>
  /** makes a move of the system's where it is open; a case that cannot be opened is left out, and logged */
  moveIfOpen(m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void>
}

export interface TellingParts {
  db: Database
  cases: CasesAbout
  atlas(): Promise<Atlas>
  now(): string
  log: Pick<Logger, 'error'>
  /** notes that a woman is being told; whoever notes it second does not tell her */
  note?: typeof noteTold
}

/** So many are told in one round: the other work has its turn. */
const AT_ONCE = 100
/** She may act in the very moment in which she is told; then it is tried again. */
const MOST_TRIES = 3

/** Moves the mark from the woman who was told last to the next one. @returns whether nobody else has done so */
export const noteTold = (m: Manager, { id, toldUpTo: from }: Pick<ActivityChange, 'id' | 'toldUpTo'>, to: string): Promise<boolean> =>
  changeOne(m, ActivityChange, 'id = :id AND told_up_to = :from AND tell_at IS NOT NULL', { id, from }, { toldUpTo: to })

/** The oldest change that somebody must still hear of. */
async function nextToTell(db: Database, now: string): Promise<ActivityChange | null> {
  const due = db.read.createQueryBuilder(ActivityChange, 'c').where('c.tell_at <= :now', { now })
  return due.orderBy('c.tell_at').addOrderBy('c.id').limit(1).getOne()
}

async function tellOne(parts: TellingParts, m: Manager, change: ActivityChange, application: string, atlas: Atlas): Promise<boolean> {
  const { cases, now, note = noteTold } = parts
  // The activity first, as everywhere.
  await lockActivity(m, change.activityId)
  if (!(await note(m, change, application))) return false
  if (change.what === 'cancelled') await cases.moveIfOpen(m, application, 'callOff', atlas, now())
  else {
    const { title } = await mustFind(m, Activity, { id: change.activityId })
    const [was, becomes] = [change.was, change.becomes].map((part) => JSON.parse(part)) as [ChangedFields, ChangedFields]
    await cases.tell(m, application, tellChange(was.title ?? title, { was, becomes, why: change.why }, now()), now())
    // A seat that is only kept for her must not be kept beyond the new beginning.
    if (was.startsAt && becomes.startsAt && becomes.startsAt < was.startsAt) await cases.moveIfOpen(m, application, 'hurry', atlas, now())
  }
  return true
}

/** @returns whether she is behind us; not when another process is at it */
async function passOne(parts: TellingParts, change: ActivityChange, application: string, atlas: Atlas): Promise<boolean> {
  const { db, log, note = noteTold } = parts
  for (let tries = 1; ; tries++) {
    try {
      return await db.write((m) => tellOne(parts, m, change, application, atlas))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (tries < MOST_TRIES) continue
      // One whose case does not fit together keeps none of the others from hearing of it.
      log.error({ err: error, application }, 'a woman could not be told of a change')
      return db.write((m) => note(m, change, application))
    }
  }
}

/**
 * Tells the women of an activity that it was changed, one round: a hundred at most, each in a unit of work of her own together with the
 * mark of who was told last. So each is told exactly once, whatever dies and whoever else is at it.
 * @returns how much was done: women who were told, and changes that nobody must hear of any more
 */
export async function tellChanges(parts: TellingParts): Promise<number> {
  const { db, cases, now } = parts
  const change = await nextToTell(db, now())
  if (!change) return 0
  const women = await cases.openBehind(db.read, change.activityId, change.toldUpTo, AT_ONCE)
  const atlas = await parts.atlas()
  let told = change
  for (const [count, application] of women.entries()) {
    // Another process is at it: it goes on from here.
    if (!(await passOne(parts, told, application, atlas))) return count
    told = { ...told, toldUpTo: application }
  }
  if (women.length === AT_ONCE) return women.length
  const { id, toldUpTo: last } = told
  await db.write((m) => changeOne(m, ActivityChange, 'id = :id AND told_up_to = :last', { id, last }, { tellAt: null }))
  return women.length + 1
}

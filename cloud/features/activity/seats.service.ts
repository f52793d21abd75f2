import { AppError, invalid } from '@shared/core/errors'
import { mask } from '@shared/core/fields'
import { profileFields } from '@shared/core/profile'
import { wayOn } from '@shared/features/activity/offer.rules'
import type { QueueRow, SeatsView } from '@shared/features/activity/seats.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, type Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { Activity } from './activity.entity'
import { rulesOf } from './activity.rules'
import { lockActivity } from './activity.service'
import { passOn, type Telling } from './enrolment.offers'
import { offeredIn, positionOf, queueAfter } from './enrolment.queue'
import { openIfDue, sumOf } from './enrolment.quotas'
import { mustOrganise, type Organised } from './organiser'
import type { Expected } from './roster.list'

const PAGE = 20
const AT_ONCE = 20

export interface SeatsPorts {
  atlas(): Promise<Atlas>
  organised: Organised
  /** enrolment → who she is, as far as the caller may see her; who cannot be shown is left out */
  expected(caller: Caller, ids: readonly string[]): Promise<Map<string, Expected>>
  moveBySystem(m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void>
  tell: Telling
}

export interface Seats {
  /** @throws AppError notFound */
  show(caller: Caller, id: string, now: string): Promise<SeatsView>
  /** more go to those who wait in the same unit; fewer send nobody away @throws AppError notFound, notOpen */
  set(m: Manager, caller: Caller, id: string, seats: number, atlas: Atlas, now: string): Promise<void>
  /** who waits, in order @throws AppError notFound */
  queue(caller: Caller, id: string, after: string | undefined): Promise<{ items: QueueRow[]; next: string | null }>
  /** opens what was kept for villages when it is time, and passes on what a unit has left free; resolves to for how many activities */
  passOnAll(atlas: Atlas, now: string): Promise<number>
}

const LEFT_FREE = 'a.waiting > 0 AND a.taken + a.reserved < a.seats AND a.byPhoneSince IS NULL'
const OPENS = 'a.quotasOpenAt IS NOT NULL AND (a.quotasOpenAt <= :now OR a.enrolBy <= :now)'

/** Seats as the organiser sees and changes them, and the queue for them. */
export function seatsService(db: Database, { atlas: atlasOf, organised, expected, moveBySystem, tell }: SeatsPorts): Seats {
  const theirs = (...one: Parameters<Organised>) => mustOrganise(organised, ...one)
  const pass = (m: Manager, id: string, atlas: Atlas, now: string) =>
    passOn(m, id, { now, atlas, moveOther: (other, move) => moveBySystem(m, other, move, atlas, now) }, tell)

  return {
    show: async (caller, id, now) => {
      const activity = await theirs(db.read, caller, id, await atlasOf())
      const { seats, taken, waiting, reserved } = activity
      const offered = await offeredIn(db.read, id)
      return {
        seats,
        taken,
        offered,
        waiting,
        kept: Math.max(0, Math.min(reserved, seats - taken)),
        byPhone: wayOn(now, activity) === 'phone',
      }
    },

    set: async (m, caller, id, seats, atlas, now) => {
      const { rules, quotasOpenAt } = await theirs(m, caller, id, atlas)
      const kept = quotasOpenAt === null ? 0 : sumOf(rulesOf({ rules }))
      if (seats < kept) invalid({ seats: `给各村留了${kept}个名额，总名额不能比这少` })
      const open = "id = :id AND state IN ('checking', 'published') AND starts_at > :now"
      if (!(await changeOne(m, Activity, open, { id, now }, { seats })))
        throw new AppError('notOpen', '活动已经开始或者不办了，名额不用再改')
      await pass(m, id, atlas, now)
    },

    queue: async (caller, id, after) => {
      const atlas = await atlasOf()
      await theirs(db.read, caller, id, atlas)
      const rows = await queueAfter(db.read, id, after, PAGE + 1)
      const shown = rows.slice(0, PAGE)
      const people = await expected(
        caller,
        shown.map((row) => row.applicationId),
      )
      const before = ((shown[0] && (await positionOf(db.read, { id: shown[0].applicationId }))) ?? 1) - 1
      const items = shown.flatMap(({ applicationId: application }, i) => {
        const who = people.get(application)
        if (!who) return []
        const phone = String(mask(profileFields.phone, who.phone ?? ''))
        return [{ application, position: before + i + 1, who: who.name, village: atlas.nameOf(who.village ?? ''), phone }]
      })
      const last = rows.length > PAGE ? shown.at(-1) : undefined
      return { items, next: last ? `${last.rank}~${last.queueNo}` : null }
    },

    passOnAll: async (atlas, now) => {
      const left = await db.read
        .createQueryBuilder(Activity, 'a')
        .where("a.state = 'published' AND a.startsAt > :now", { now })
        .andWhere(`(${LEFT_FREE} OR ${OPENS})`)
        .orderBy('a.startsAt')
        .limit(AT_ONCE)
        .getMany()
      await withEach(left, ({ id }) =>
        db.write(async (m) => {
          await lockActivity(m, id)
          await openIfDue(m, id, now)
          await pass(m, id, atlas, now)
        }),
      )
      return left.length
    },
  }
}

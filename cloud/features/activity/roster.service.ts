import { AppError, invalid } from '@shared/core/errors'
import { mask } from '@shared/core/fields'
import { covers, isLevel } from '@shared/core/place'
import { sayTime } from '@shared/core/time'
import {
  type MarksAnswer,
  type RosterLine,
  rosterHours,
  type SentMark,
  type WalkIn,
  walkInFields,
} from '@shared/features/activity/roster.schema'
import { ticketCode } from '@shared/features/activity/ticket'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { type Database, insert, type Manager } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { type Activity, ActivityPlace } from './activity.entity'
import { lockActivity } from './activity.service'
import type { Organised } from './organiser'
import { RosterMark } from './roster.entity'
import { type Expected, type Listed, listOf, merged } from './roster.list'

/** What the key of an added woman belongs to. */
export const rosterRow = ({ id, activityId }: Pick<RosterMark, 'id' | 'activityId'>): string => `roster:${activityId}:${id}`

/** The code on a woman's ticket: nobody can make it up, and the roster holds it. */
export const ticketCodeOf = (seal: Sealer, application: string): string =>
  ticketCode(Buffer.from(seal.lookup('ticket', application), 'base64url'))

export interface RosterPorts {
  atlas(): Promise<Atlas>
  organised: Organised
  /** enrolment → who she is, as far as the caller may see her; who cannot be shown is left out */
  expected(caller: Caller, ids: readonly string[]): Promise<Map<string, Expected>>
  /** which of these are enrolments */
  notErased(m: Manager, ids: readonly string[]): Promise<ReadonlySet<string>>
}

export interface Rosters {
  /** a page of who is expected, then of who came without having enrolled @throws AppError notFound */
  page(caller: Caller, activity: string, after: string | undefined): Promise<{ items: RosterLine[]; next: string | null }>
  /** stores marks, each once @throws AppError notFound, notOpen, invalidInput */
  record(m: Manager, caller: Caller, activity: string, marks: readonly SentMark[], atlas: Atlas, now: string): Promise<void>
  /** how those stand whom these marks were about @throws AppError notFound */
  standing(caller: Caller, activity: string, marks: readonly SentMark[]): Promise<MarksAnswer>
}

const UNREADABLE: WalkIn = { name: '名字打不开了' }

function checkHours(activity: Activity, now: string): void {
  const { from, until } = rosterHours(activity)
  if (now < from) throw new AppError('notOpen', `${sayTime(from, now)}起才能签到`)
  if (now > until) throw new AppError('notOpen', '活动结束已经超过7天，签到不能再改了')
}

/** Rosters: who is expected at an activity of the caller's places, and who came. */
export function rosterService(db: Database, seal: Sealer, { atlas: atlasOf, organised, expected, notErased }: RosterPorts): Rosters {
  const theirs = async (m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<Activity> => {
    const activity = await organised(m, caller, id, atlas)
    if (!activity) throw new AppError('notFound', '没有找到这份名册')
    return activity
  }
  const openWho = (mark: RosterMark): WalkIn => {
    try {
      return seal.open<WalkIn>(rosterRow(mark), mark.dataKey, 'who', mark.who)
    } catch {
      return UNREADABLE
    }
  }

  const rowOf = (activityId: string, caller: Caller, { id, about, undoes, at, who }: SentMark, now: string): RosterMark => {
    const row = rosterRow({ id, activityId })
    const dataKey = who ? seal.newKey(row) : ''
    const sealed = who ? seal.seal(row, dataKey, 'who', who) : ''
    return {
      id,
      activityId,
      aboutId: about,
      undoes: JSON.stringify(undoes),
      at,
      storedAt: now,
      accountId: caller.account,
      dataKey,
      who: sealed,
    }
  }

  /** A mark must be about somebody of this roster. */
  const checkAbout = async (m: Manager, activityId: string, marks: readonly SentMark[]) => {
    const added = marks.filter(({ who }) => who).map(({ id }) => id)
    // Who is added must not stand in the place of somebody who enrolled, here or elsewhere: certificates are told apart by these ids.
    if ((await notErased(m, added)).size > 0) invalid({ marks: '编号不对' })
    const others = marks.filter(({ about }) => !added.includes(about)).map(({ about }) => about)
    const [places, walkIns] = await Promise.all([
      m.findBy(ActivityPlace, { activityId, applicationId: In(others) }),
      m.findBy(RosterMark, { activityId, id: In(others) }),
    ])
    const known = new Set([...places.map((p) => p.applicationId), ...walkIns.filter((w) => w.aboutId === w.id).map((w) => w.id)])
    if (others.some((about) => !known.has(about))) invalid({ marks: '名册里没有这个人，请下拉刷新名册' })
  }

  return {
    page: async (caller, id, after) => {
      const atlas = await atlasOf()
      await theirs(db.read, caller, id, atlas)
      const { items, next } = await listOf(db.read, id, after)
      const own = caller.grants.filter((g) => isLevel(g.role)).map((g) => g.place)
      const sees = (village: string | undefined) => {
        const chain = village ? atlas.find(village)?.chain : undefined
        return chain !== undefined && own.some((place) => covers(place, chain))
      }
      const enrolled = items.filter(({ walkIn }) => !walkIn).map((one) => one.id)
      const [people, marks] = await Promise.all([
        expected(caller, enrolled),
        db.read.findBy(RosterMark, { activityId: id, aboutId: In(items.map((one) => one.id)) }),
      ])
      const ticks = merged(marks)
      const lineOf = (one: Listed): RosterLine[] => {
        // Who was erased has left nothing but the mark.
        const added = one.walkIn?.dataKey === '' ? undefined : one.walkIn && openWho(one.walkIn)
        const who: Expected | undefined = one.walkIn ? added : people.get(one.id)
        if (!who) return []
        const { name, village, phone } = who
        return [
          {
            ...{ id: one.id, name, left: one.left, walkIn: one.walkIn !== undefined },
            village: village ? atlas.nameOf(village) : '',
            phone: phone && (one.walkIn || sees(village)) ? String(mask(walkInFields.phone, phone)) : null,
            ticket: one.walkIn ? null : ticketCodeOf(seal, one.id),
            ticks: ticks.get(one.id) ?? [],
          },
        ]
      }
      return { items: items.flatMap(lineOf), next }
    },

    record: async (m, caller, id, marks, atlas, now) => {
      checkHours(await theirs(m, caller, id, atlas), now)
      for (const { who } of marks)
        if (who?.village && atlas.find(who.village)?.level !== 'village') invalid({ village: '没有这个村，请重新选择' })
      // The same marks may be sent twice at once.
      await lockActivity(m, id)
      const stored = new Set((await m.findBy(RosterMark, { id: In(marks.map((mark) => mark.id)) })).map((mark) => mark.id))
      const fresh = new Map(marks.filter((mark) => !stored.has(mark.id)).map((mark) => [mark.id, mark]))
      if (fresh.size === 0) return
      await checkAbout(m, id, [...fresh.values()])
      const rows = [...fresh.values()].map((mark) => rowOf(id, caller, mark, now))
      await insert(m, RosterMark, rows)
    },

    standing: async (caller, id, marks) => {
      await theirs(db.read, caller, id, await atlasOf())
      const about = [...new Set(marks.map((mark) => mark.about))]
      const ticks = merged(await db.read.findBy(RosterMark, { activityId: id, aboutId: In(about) }))
      return { items: about.map((one) => ({ id: one, ticks: ticks.get(one) ?? [] })) }
    },
  }
}

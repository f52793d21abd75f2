import { ticksOf } from '@shared/features/activity/roster.merge'
import type { Manager } from '../../core/database'
import { ActivityPlace } from './activity.entity'
import { RosterMark } from './roster.entity'

const PAGE = 500

/** Person → the ticks of hers that stand. */
export const merged = (marks: readonly RosterMark[]) =>
  ticksOf(marks.map(({ id, aboutId, undoes, at }) => ({ id, about: aboutId, undoes: JSON.parse(undoes) as string[], at })))

/** A woman as she told about herself; her village is an id. */
export interface Expected {
  name: string
  village?: string | undefined
  phone?: string | undefined
  /** whatever else she answered, as far as the caller may see it */
  answers?: Readonly<Record<string, unknown>>
}

/** Somebody of a roster: of an enrolment, or added at the door. */
export interface Listed {
  id: string
  left: boolean
  /** the mark that added her */
  walkIn?: RosterMark
}

/** Those who have a seat, and those who gave theirs back but were ticked. */
async function enrolled(m: Manager, activity: string, after: string): Promise<Listed[]> {
  const query = m
    .createQueryBuilder(ActivityPlace, 'p')
    .where('p.activity_id = :activity AND p.application_id > :after', { activity, after })
  const ticked = query.subQuery().select('1').from(RosterMark, 'k').where('k.activity_id = p.activity_id AND k.about_id = p.application_id')
  const rows = await query
    .andWhere(`(p.standing = 'seated' OR EXISTS ${ticked.getQuery()})`)
    .orderBy('p.application_id')
    .limit(PAGE + 1)
    .getMany()
  return rows.map(({ applicationId, standing }) => ({ id: applicationId, left: standing !== 'seated' }))
}

async function added(m: Manager, activity: string, after: string, most: number): Promise<Listed[]> {
  const rows = await m
    .createQueryBuilder(RosterMark, 'k')
    .where('k.activity_id = :activity AND k.about_id = k.id AND k.id > :after', { activity, after })
    .orderBy('k.id')
    .limit(most)
    .getMany()
  return rows.map((walkIn) => ({ id: walkIn.id, left: false, walkIn }))
}

const WALK_IN = 'w~'

/** A page of a roster by key: first who enrolled, then who was added. */
export async function listOf(m: Manager, activity: string, after = ''): Promise<{ items: Listed[]; next: string | null }> {
  const atDoor = after.startsWith(WALK_IN)
  const first = atDoor ? [] : await enrolled(m, activity, after)
  const rest = await added(m, activity, atDoor ? after.slice(WALK_IN.length) : '', PAGE + 1 - first.length)
  const all = [...first, ...rest]
  const last = all[PAGE - 1]
  return { items: all.slice(0, PAGE), next: last && all.length > PAGE ? `${last.walkIn ? WALK_IN : ''}${last.id}` : null }
}

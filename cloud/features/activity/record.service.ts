import { dayOf } from '@shared/core/time'
import type { TrainingRecord } from '@shared/features/activity/record.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { type Database, find, type Manager } from '../../core/database'
import { Activity, ActivityPlace } from './activity.entity'
import { Certificate } from './certificate.entity'
import { organiserName } from './organiser'
import { presenceOf } from './roster.presence'

export interface RecordPorts {
  atlas(): Promise<Atlas>
  /** so many of a person's enrolments before one, the newest first */
  enrolments(m: Manager, person: string, page: { before?: string | undefined; most: number }): Promise<readonly { id: string }[]>
}

/** A page of what a woman has been to, the newest enrolment first. Where a roster was kept and she is not on it, she was not there. */
export type Records = (caller: Caller, after: string | undefined, now: string) => Promise<{ items: TrainingRecord[]; next: string | null }>

const PAGE = 20
const READ = 100

/** What women have been to over the years, from their enrolments and the rosters. */
export function recordsOf(db: Database, { atlas: atlasOf, enrolments }: RecordPorts): Records {
  const { read } = db
  return async (caller, after, now) => {
    const own = caller.person ? await enrolments(read, caller.person, { before: after, most: READ }) : []
    const places = await find(read, ActivityPlace, { applicationId: own.map(({ id }) => id), standing: 'seated' })
    const held = await find(read, Activity, { id: places.map(({ activityId }) => activityId), state: 'published' })
    const over = new Map(held.filter(({ endsAt }) => endsAt <= now).map((activity) => [activity.id, activity]))
    const presence = await presenceOf(
      read,
      places.filter(({ activityId }) => over.has(activityId)),
    )
    const been = places.filter(({ applicationId }) => presence.has(applicationId) && presence.get(applicationId) !== 'missed')
    const sorted = been.sort((a, b) => (a.applicationId > b.applicationId ? -1 : 1))
    const shown = sorted.slice(0, PAGE)
    const certificates = await find(read, Certificate, { lineId: shown.map(({ applicationId }) => applicationId), revokedAt: null })
    const numbers = new Map(certificates.map(({ lineId, number }) => [lineId, number]))
    const atlas = await atlasOf()
    const items = shown.flatMap(({ applicationId: id, activityId }) => {
      const activity = over.get(activityId)
      if (!activity) return []
      const { title, sort, startsAt } = activity
      const organiser = organiserName(activity, atlas)
      return [{ id, title, sort, day: dayOf(startsAt), organiser, came: presence.get(id) === 'came', certificate: numbers.get(id) ?? null }]
    })
    const last = sorted.length > PAGE ? shown.at(-1)?.applicationId : own.length === READ ? own.at(-1)?.id : undefined
    return { items, next: last ?? null }
  }
}

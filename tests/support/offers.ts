import { addDays, addMs, atChina, dayOf } from '@shared/core/time'
import { offerUntil } from '@shared/features/activity/offer.rules'
import fc from 'fast-check'
import type { App } from '../../cloud/app'
import { Activity, ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { newToken } from '../../cloud/features/people/accounts.service'
import { enrol, publish } from './activities'
import { type Api, apiOf } from './api'
import type { Cloud } from './cloud'

const WOMEN = 6
/** So far away that an offer is always fair, and an hour long. */
const DAYS_AHEAD = 60
const OFFER_HOURS = 1

export type Happens =
  | { does: 'enrol' | 'cancel' | 'accept' | 'decline'; who: number }
  | { does: 'wait'; minutes: number }
  | { does: 'seats'; seats: number }

const byHer = <D extends 'enrol' | 'cancel' | 'accept' | 'decline'>(does: D) =>
  fc.record({ does: fc.constant(does), who: fc.nat(WOMEN - 1) })
const wait = fc.record({ does: fc.constant('wait' as const), minutes: fc.constantFrom(20, 45, 90) })
const lowerOrRaise = fc.record({ does: fc.constant('seats' as const), seats: fc.integer({ min: 1, max: 4 }) })
const happens: fc.Arbitrary<Happens> = fc.oneof(
  { weight: 6, arbitrary: byHer('enrol') },
  { weight: 3, arbitrary: byHer('cancel') },
  { weight: 2, arbitrary: byHer('accept') },
  { weight: 2, arbitrary: byHer('decline') },
  { weight: 3, arbitrary: wait },
  { weight: 2, arbitrary: lowerOrRaise },
)
export const histories = fc.array(happens, { minLength: 8, maxLength: 30, size: 'max' })

export interface Stands {
  who: number
  as: 'seated' | 'offered' | 'waiting'
}

/** What must come out, said as plainly as possible: a line of who asked, in order, each with what she has. */
export function model(began: string, seats: number, did: readonly Happens[]): Stands[] {
  const startsAt = startOf(began)
  let [line, free, now] = [[] as (Stands & { until?: string | undefined })[], seats, began]
  const taken = () => line.filter(({ as }) => as !== 'waiting').length
  for (const one of did) {
    const her = 'who' in one ? line.find(({ who }) => who === one.who) : undefined
    const gone = (who: typeof her) => {
      line = line.filter((other) => other !== who)
    }
    if (one.does === 'enrol' && !her) line.push({ who: one.who, as: taken() < free && taken() === line.length ? 'seated' : 'waiting' })
    if (one.does === 'cancel' && her?.as !== 'offered') gone(her)
    if (one.does === 'accept' && her?.as === 'offered') her.as = 'seated'
    if (one.does === 'decline' && her?.as === 'offered') gone(her)
    if (one.does === 'seats') free = one.seats
    if (one.does === 'wait') now = addMs(now, one.minutes * 60_000)
    for (const late of line.filter(({ as, until = '' }) => as === 'offered' && until <= now)) gone(late)
    for (const next of line)
      if (next.as === 'waiting' && taken() < free)
        Object.assign(next, { as: 'offered', until: offerUntil(now, { startsAt, offerHours: OFFER_HOURS }) })
  }
  return line.map(({ who, as }) => ({ who, as }))
}

const startOf = (now: string): string => atChina(addDays(dayOf(now), DAYS_AHEAD), '09:00')

/** The processes that a history is spread over. */
type Process = Pick<Cloud, 'url'> & { app: App }

/** Women, an organiser and the clock around one activity at a time, through real servers on one database. */
export async function stageOf(cloud: Cloud, processes: readonly Process[] = [cloud]) {
  const organiser = await cloud.official('town', 't1')
  const began = cloud.clock.now()
  const women = await Promise.all(
    Array.from({ length: WOMEN }, async () => {
      const token = newToken()
      await cloud.app.db.write(async (m) => {
        await cloud.app.accounts.startSession(m, await cloud.app.accounts.create(m, { profile: {} }), token)
      })
      return processes.map(({ url }) => apiOf(url, token))
    }),
  )
  let cases: string[] = []
  let activity = ''

  const move = async (her: Api, id: string, does: string) => {
    const { version } = (await her.get(`/api/applications/${id}`)).body
    await her.post(`/api/applications/${id}/moves/${does}`, { version })
  }
  const stateOf = async (who: number): Promise<string> => (await women[who]?.[0]?.get(`/api/applications/${cases[who]}`))?.body.state

  return {
    began,
    /** a new activity; the clock goes back to the beginning */
    begin: async (seats: number): Promise<void> => {
      cloud.clock.set(began)
      cases = []
      const startsAt = startOf(began)
      const times = { startsAt, endsAt: addMs(startsAt, 3_600_000), enrolBy: addMs(startsAt, -3_600_000) }
      activity = await publish(organiser, began, { ...times, seats, offerHours: OFFER_HOURS })
    },
    /** what is refused changes nothing */
    happen: async (one: Happens, process = 0): Promise<void> => {
      const at = processes[process % processes.length] as Process
      if (one.does === 'seats') await organiser.post(`/api/activities/${activity}/seats`, { seats: one.seats })
      else if (one.does === 'wait') {
        cloud.clock.advance(one.minutes * 60_000)
        await at.app.work.tick()
      } else {
        const her = women[one.who]?.[process % processes.length] as Api
        const id = cases[one.who]
        if (one.does === 'enrol') {
          const { status, body } = await enrol(her, activity)
          if (status === 201) cases[one.who] = body.id
        } else if (id) await move(her, id, one.does)
      }
    },
    /** how each stands, as she sees it herself: those with a seat by who they are, then the line */
    stand: async (): Promise<Stands[]> => {
      const known = Object.keys(cases).map(Number)
      const seen = await Promise.all(known.map(async (who) => ({ who, as: (await stateOf(who)) as Stands['as'] })))
      return seen.filter(({ as }) => ['seated', 'offered', 'waiting'].includes(as))
    },
    /** the queue as the organiser reads it */
    queue: async (): Promise<number[]> => {
      const { items } = (await organiser.get(`/api/activities/${activity}/queue`)).body
      return (items as { application: string }[]).map(({ application }) => cases.indexOf(application))
    },
    counters: () => cloud.app.db.read.findOneByOrFail(Activity, { id: activity }),
    places: () => cloud.app.db.read.findBy(ActivityPlace, { activityId: activity }),
  }
}
export type Stage = Awaited<ReturnType<typeof stageOf>>

import { addDays, addMs, atChina, dayOf, timeOf } from '../../core/time'

const HOUR_MS = 3_600_000
/** With less time than this before it begins nobody is sent an offer any more: people are phoned. */
const SHORTEST_MS = 6 * HOUR_MS
/** An offer is over so long before it begins that the next one can still be phoned. */
const BEFORE_START_MS = 2 * HOUR_MS
/** No offer ends from nine in the evening to seven in the morning, nor before she has had an hour of the day: it ends at eight then. */
const EVENING = '21:00'
const MORNING = '08:00'

/** What an offer's end depends on. */
export interface Offering {
  /** UTC ISO text */
  startsAt: string
  /** the organiser's limit, 0 to 72; 0: no offers, a freed seat is given at once */
  offerHours: number
}

function byDay(end: string): string {
  const time = timeOf(end)
  if (time >= EVENING) return atChina(addDays(dayOf(end), 1), MORNING)
  return time < MORNING ? atChina(dayOf(end), MORNING) : end
}

/**
 * Until when a seat that is freed `now` is kept for the woman to whom it is offered: as long as the organiser said, shorter as the day
 * comes near (a quarter of what is left), by day. All times are UTC ISO text.
 * @returns undefined when there is no fair offer any more, or none is wanted
 */
export function offerUntil(now: string, { startsAt, offerHours }: Offering): string | undefined {
  const left = Date.parse(startsAt) - Date.parse(now)
  if (offerHours === 0 || left < SHORTEST_MS) return undefined
  const end = byDay(addMs(now, Math.min(offerHours * HOUR_MS, Math.floor(left / 4))))
  return end <= addMs(startsAt, -BEFORE_START_MS) ? end : undefined
}

/**
 * Until when a seat stays kept that was offered before the activity was moved nearer: never longer than one that is offered now, and where
 * there is no fair time for that any more, until the activity begins. `until`: as she was told. All times are UTC ISO text.
 */
export function shorterOffer(until: string, now: string, offering: Offering): string {
  const end = offerUntil(now, offering) ?? offering.startsAt
  return end < until ? end : until
}

/** How a free seat goes on to those who wait: offered, given at once, by phone because no offer is fair any more, or not at all. */
export function wayOn(now: string, offering: Offering): 'offer' | 'promote' | 'phone' | 'over' {
  if (offering.startsAt <= now) return 'over'
  if (offering.offerHours === 0) return 'promote'
  return offerUntil(now, offering) === undefined ? 'phone' : 'offer'
}

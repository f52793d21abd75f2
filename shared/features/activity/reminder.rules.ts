import { addDays, addMs, atChina, dayOf, sayClock, timeOf } from '../../core/time'

/** Times of an activity, UTC ISO text. */
export interface Held {
  startsAt: string
  endsAt: string
}

export type Reminder = 'evening' | 'morning' | 'afterwards'

/** Something that everybody with a seat is told at a moment; after `until` it is too late and left out. Both UTC ISO text. */
export interface Due {
  what: Reminder
  at: string
  until: string
}

const HOUR_MS = 3_600_000
const EVENING = '18:00'
const MORNING = '07:30'
/** Who must set out before it is reminded on the evening before only. */
const EARLY = '09:00'
/** Nobody's telephone rings later than this. */
const LATE = '21:00'
const FORENOON = '09:00'

/** An hour after the end; what ends late is asked about on the next forenoon. */
function afterwards(endsAt: string): Due {
  const at = addMs(endsAt, HOUR_MS)
  const [day, time] = [dayOf(at), timeOf(at)]
  const next = time >= '20:00' ? addDays(day, 1) : day
  const when = time >= FORENOON && time < '20:00' ? at : atChina(next, FORENOON)
  return { what: 'afterwards', at: when, until: atChina(dayOf(when), LATE) }
}

/** Everything that is told by the clock, in order. */
function allOf({ startsAt, endsAt }: Held): Due[] {
  const day = dayOf(startsAt)
  const before = addDays(day, -1)
  const evening: Due = { what: 'evening', at: atChina(before, EVENING), until: atChina(before, LATE) }
  const morning: Due = { what: 'morning', at: atChina(day, MORNING), until: startsAt }
  return [evening, ...(timeOf(startsAt) < EARLY ? [] : [morning]), afterwards(endsAt)]
}

/** What is told next after a moment; undefined when nothing is left. Published late, it begins with what is still to come. */
export const nextReminder = (held: Held, after: string): Due | undefined => allOf(held).find(({ at }) => at > after)

/** What falls due at this very moment; undefined when the activity was moved and nothing does any more. */
export const reminderAt = (held: Held, at: string): Due | undefined => allOf(held).find((due) => due.at === at)

interface Told extends Held {
  title: string
  place: string
  bring: string
}

/** In her words, for somebody who has a seat. */
export function sayReminder(what: Reminder, { title, place, bring, startsAt }: Told): { title: string; text: string } {
  if (what === 'afterwards')
    return { title: '这次活动怎么样？', text: `“${title}”结束了，点开说一声有没有用，点一下就行。主办方看不到是谁说的。` }
  const day = what === 'evening' ? '明天' : '今天'
  const take = bring ? `，请带：${bring}` : ''
  const leave = what === 'evening' ? '来不了请点开取消，名额好让给别的姐妹。' : ''
  return { title: `${day}有活动`, text: `${day}${sayClock(startsAt)}，“${title}”在${place}${take}。${leave}` }
}

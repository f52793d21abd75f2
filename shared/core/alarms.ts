import type { Case } from './case'
import type { WorkCalendar } from './deadline'
import { type AnyKind, stateOf } from './kind'
import { type Grant, isLevel, isOffice, LEVELS, type PlaceChain } from './place'
import { addDays, addMs, atChina, dayOf } from './time'

/** When offices have just opened. */
const MORNING = '08:30'
/** Two weeks: no holiday is longer. */
const FAR = 14

function workdayBeside(day: string, step: 1 | -1, calendar: WorkCalendar): string {
  for (let i = 1; i <= FAR; i += 1) if (calendar.isWorkday(addDays(day, i * step))) return addDays(day, i * step)
  return addDays(day, step)
}

const morningBefore = (due: string, calendar: WorkCalendar): string => atChina(workdayBeside(dayOf(due), -1, calendar), MORNING)
const morningAfter = (due: string, calendar: WorkCalendar): string => atChina(workdayBeside(dayOf(due), 1, calendar), MORNING)

/** Whether a state's deadline is one of hours: nobody waits for a morning to hear that it has passed. */
function isPrompt(kind: AnyKind, state: string): boolean {
  const { within, dueAt } = stateOf(kind, state)
  return dueAt !== undefined || (within !== undefined && 'unit' in within && (within.unit === 'hour' || within.unit === 'minute'))
}

type Timed = Pick<Case, 'state' | 'due' | 'nameBy' | 'clockAt' | 'answers'>

/** Something is said: what is missing is to be named soon, the step is due soon (both to its holder), or it is late (to the level above). */
interface Moment {
  what: 'name' | 'near' | 'late'
  /** UTC ISO text */
  at: string
}

/** With a deadline of hours: when it has passed, and each time that something more is late. */
function lateMoments(kind: AnyKind, { state, answers }: Timed, due: string): Moment[] {
  const again = (stateOf(kind, state).lateAgain?.({ answers }) ?? []).filter((at) => at > due)
  return [due, ...new Set(again)].sort().map((at) => ({ what: 'late', at: addMs(at, 1) }))
}

/** In their order; none where the clock moves the case on by itself. */
function momentsOf(kind: AnyKind, row: Timed, calendar: WorkCalendar): Moment[] {
  const { state, due, nameBy, clockAt } = row
  if (due === undefined || (clockAt !== undefined && clockAt <= due)) return []
  if (isPrompt(kind, state)) return lateMoments(kind, row, due)
  const steps: Moment[] = [
    { what: 'near', at: morningBefore(due, calendar) },
    { what: 'late', at: morningAfter(due, calendar) },
  ]
  // Whoever has as long for the whole step is told of that alone.
  return nameBy !== undefined && nameBy < due ? [{ what: 'name', at: morningBefore(nameBy, calendar) }, ...steps] : steps
}

/** The next of these moments, UTC ISO text; undefined when there is none. */
export const nextAlarm = (kind: AnyKind, row: Timed, after: string, calendar: WorkCalendar): string | undefined =>
  momentsOf(kind, row, calendar).find(({ at }) => at > after)?.at

/** The first of them for a deadline that has just been set: one that is late already, for its time has counted on, is spoken of at once. */
export function firstAlarm(kind: AnyKind, row: Timed, now: string, calendar: WorkCalendar): string | undefined {
  const isLate = momentsOf(kind, row, calendar).some(({ what, at }) => what === 'late' && at <= now)
  return isLate ? now : nextAlarm(kind, row, now, calendar)
}

/** What is to be said now; undefined when what was to be said has come to nothing, and the next moment is on its way. */
export function alarmNow(kind: AnyKind, row: Timed, now: string, calendar: WorkCalendar): Moment['what'] | undefined {
  const past = momentsOf(kind, row, calendar).filter(({ at }) => at <= now)
  const what = past[past.length - 1]?.what
  const last = what === 'name' ? row.nameBy : row.due
  return what === 'late' || (last !== undefined && now <= last) ? what : undefined
}

const up = (chain: PlaceChain | undefined, from: number): Grant | undefined => {
  const role = LEVELS.slice(from).find((level) => chain?.[level] !== undefined)
  return role && { role, place: chain?.[role] as string }
}

/**
 * Who is told when a party is late: the level above, for a partner's office and a desk the county, for a person the lowest level that
 * has had her case. Nobody above the county.
 */
export function superiorOf(row: Pick<Case, 'places' | 'reached'>, party: string): Grant | undefined {
  const chain = row.places.applicant ?? row.places.about
  if (isOffice(party)) return up(chain, LEVELS.indexOf('county'))
  if (isLevel(party)) return up(row.places.applicant, LEVELS.indexOf(party) + 1)
  if (party === 'organiser') {
    const about = row.places.about
    return about && up(about, LEVELS.findIndex((level) => about[level] !== undefined) + 1)
  }
  const first = LEVELS.findIndex((level) => row.reached.includes(level))
  return first < 0 ? undefined : up(row.places.applicant, first)
}

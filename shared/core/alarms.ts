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

/** When the holder of a step is reminded of its deadline, and when the next level up is told that it has passed: UTC ISO text. */
function alarmsOf(due: string, calendar: WorkCalendar): { remind: string; escalate: string } {
  const day = dayOf(due)
  return { remind: atChina(workdayBeside(day, -1, calendar), MORNING), escalate: atChina(workdayBeside(day, 1, calendar), MORNING) }
}

/** Whether a state's deadline is one of hours: nobody waits for a morning to hear that it has passed. */
function isPrompt(kind: AnyKind, state: string): boolean {
  const { within, dueAt } = stateOf(kind, state)
  return dueAt !== undefined || (within !== undefined && 'unit' in within && (within.unit === 'hour' || within.unit === 'minute'))
}

/** The next of these moments; undefined when there is none, or when the clock moves the case on by itself. */
export function nextAlarm(
  kind: AnyKind,
  { state, due, clockAt }: Pick<Case, 'state' | 'due' | 'clockAt'>,
  after: string,
  calendar: WorkCalendar,
): string | undefined {
  if (due === undefined || (clockAt !== undefined && clockAt <= due)) return undefined
  if (isPrompt(kind, state)) return due >= after ? addMs(due, 1) : undefined
  const { remind, escalate } = alarmsOf(due, calendar)
  return [remind, escalate].find((moment) => moment > after)
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

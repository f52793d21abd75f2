import { mask } from '@shared/core/fields'
import { type Tick, ticksHere } from '@shared/features/activity/roster.merge'
import { type RosterLine, type SentMark, type WalkIn, walkInFields } from '@shared/features/activity/roster.schema'
import { newId } from '../../../core/new-id'
import { nameOf } from '../../../core/places'
import type { Roster } from './keeper'

/** Somebody of the roster as she is shown. */
export interface Person extends RosterLine {
  here: boolean
}

const now = () => new Date().toISOString()

export const tickOf = ({ id }: Pick<RosterLine, 'id'>): SentMark => ({ id: newId(), about: id, undoes: [], at: now() })
/** Takes back the ticks that are seen here; one that another phone makes meanwhile stays. */
export const undoOf = ({ id, ticks }: Pick<RosterLine, 'id' | 'ticks'>): SentMark => ({
  ...tickOf({ id }),
  undoes: ticks.slice(0, 20).map((tick) => tick.id),
})
export const walkInOf = (who: WalkIn): SentMark => {
  const id = newId()
  return { id, about: id, undoes: [], at: now(), who }
}

/** The line of a woman whom this phone has added. */
export const lineOf = ({ id, who }: SentMark): RosterLine => ({
  id,
  name: who?.name ?? '',
  village: who?.village ? nameOf(who.village) : '',
  phone: who?.phone ? String(mask(walkInFields.phone, who.phone)) : null,
  walkIn: true,
  left: false,
  ticket: null,
  ticks: [],
})

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Everybody, by village and then name, with what this phone knows of her; a woman who was added and taken back is gone. */
export function peopleOf({ pages, own }: Pick<Roster, 'pages' | 'own'>): Person[] {
  const kept = pages.reduce<RosterLine[]>((all, page) => all.concat(page), [])
  const ids = new Set(kept.map(({ id }) => id))
  const lines = kept.concat(own.filter((mark) => mark.who && !ids.has(mark.id)).map(lineOf))
  const ticks: ReadonlyMap<string, Tick[]> = ticksHere(kept, own)
  return lines
    .map((line) => ({ ...line, ticks: ticks.get(line.id) ?? [], here: ticks.has(line.id) }))
    .filter(({ walkIn, here }) => !walkIn || here)
    .sort((a, b) => compare(a.village, b.village) || compare(a.name, b.name) || compare(a.id, b.id))
}

/** Those whose name holds a word, or whose ticket has it as its code. */
export function found(people: readonly Person[], typed: string): readonly Person[] {
  const word = typed.trim()
  if (word === '') return people
  const code = word.toUpperCase().replace(/[\s-]/g, '')
  return people.filter(({ name, ticket }) => name.indexOf(word) >= 0 || ticket === code)
}

/** `已到 3 / 应到 30，另有2位现场来的`. */
export function sayCounts(people: readonly Person[]): { came: string; more: string } {
  const expected = people.filter(({ walkIn, left }) => !walkIn && !left)
  const others = people.filter(({ walkIn, left, here }) => here && (walkIn || left))
  const came = expected.filter(({ here }) => here).length
  return { came: `已到 ${came} / 应到 ${expected.length}`, more: others.length > 0 ? `另有${others.length}位没在名单上的也来了` : '' }
}

import { isOfficial } from '@shared/core/case'
import type { Answers, Fields } from '@shared/core/fields'
import { askedOfPersons } from '@shared/core/input'
import { movesOf, stay } from '@shared/core/kind'
import { addMs } from '@shared/core/time'
import { maySee, type Seen, seen, uploadsAt, uploadsIn } from '@shared/core/view'
import { AGREED, DISAGREED, SAVED } from '@shared/core/workflow'
import { MoreThan } from 'typeorm'
import type { Caller } from '../../core/caller'
import { type Database, find, type Manager } from '../../core/database'
import { ApplicationEvent } from './application.entity'
import { REVEALED } from './case.chain'
import { type Engine, findLook, type Look } from './engine'

/** What the persons of the case have told, as the caller may see it; what officials wrote stands with the step that they made. */
export function shownAnswers({ kind, row, parties }: Look): Seen {
  const asked = askedOfPersons(kind)
  const told = Object.fromEntries(Object.entries(row.answers).filter(([name]) => asked.includes(name))) as Answers
  return seen(kind, row, told, parties)
}

/** What effects write down for officials alone, whoever makes the step; her name stands above the case. */
const forOfficials = ({ kind, row }: Look): string[] =>
  Object.entries(kind.fields as Fields).flatMap(([name, field]) =>
    field.recorded && !field.profile && !maySee(field, row.state, ['applicant', ...Object.keys(kind.people ?? {})]) ? name : [],
  )

/** One step of the record: `input` is for the words that it is told in, `shown` is what the caller may read of it. */
interface ShownStep {
  event: ApplicationEvent
  input: Answers
  shown: Seen
}

const NOTHING: Seen = { answers: {}, masked: [] }

/** The steps of the record as the caller may see them. */
export function shownSteps({ store }: Engine, look: Look, events: readonly ApplicationEvent[]): ShownStep[] {
  const { stored, row, kind, parties } = look
  const written = forOfficials(look)
  const steps = events.filter(({ move }) => move !== SAVED && move !== REVEALED)
  return steps.map((event) => {
    const official = isOfficial(event.party) && event.actorId !== null
    const ofConsent = event.move === AGREED || event.move === DISAGREED
    // What a person adds on the way stands with the step, or her next words would take its place.
    const added = movesOf(kind, event.fromState)[event.move]?.to === stay
    const told = official || ofConsent || added
    const all: Answers = told || written.length > 0 ? store.openInput(stored, event) : {}
    const input = told ? all : (Object.fromEntries(Object.entries(all).filter(([name]) => written.includes(name))) as Answers)
    return { event, input, shown: ofConsent ? NOTHING : seen(kind, row, input, parties) }
  })
}

const REVEALED_MS = 10 * 60_000

/** The masked answers that she has just said why she must read: an old reason must not open a case for ever. */
export async function justRevealed(
  { store }: Engine,
  m: Manager,
  { stored, row }: Look,
  { account }: Caller,
  now: string,
): Promise<string[]> {
  const recent = { applicationId: row.id, move: REVEALED, actorId: account, at: MoreThan(addMs(now, -REVEALED_MS)) }
  return (await m.findBy(ApplicationEvent, recent)).map((event) => String(store.openInput(stored, event).field))
}

/**
 * Whether a caller may open an upload that a case keeps: when her page of the case names it, and in no other way. The cheapest is looked
 * at first, and never another case.
 */
export async function showsUpload(engine: Engine, db: Database, caller: Caller, id: string, upload: string, now: string): Promise<boolean> {
  const look = await findLook(engine, db.read, caller, id)
  if (!look) return false
  const names = (shown: Seen) => uploadsIn(look.kind, shown).includes(upload)
  if (names(shownAnswers(look))) return true
  const events = await find(db.read, ApplicationEvent, { applicationId: id }, { order: { seq: 'ASC' } })
  if (shownSteps(engine, look, events).some(({ shown }) => names(shown))) return true
  const { kind, row, parties } = look
  const { masked } = seen(kind, row, row.answers, parties)
  const held = masked.filter((name) => uploadsAt(kind.fields[name], row.answers[name]).includes(upload))
  if (held.length === 0) return false
  const revealed = await justRevealed(engine, db.read, look, caller, now)
  return held.some((name) => revealed.includes(name))
}

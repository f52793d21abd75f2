import { type Actor, actsAs, type Case, holderOf, isOfficial, isOwn, looksAs } from '@shared/core/case'
import { workdaysLeft } from '@shared/core/deadline'
import type { Answers, Field } from '@shared/core/fields'
import { type AnyKind, listOf, type Move, moversOf, movesOf, stateOf } from '@shared/core/kind'
import { seen } from '@shared/core/view'
import { asksOf, openMoves, verdictsOf } from '@shared/core/workflow'
import type { ApplicationRow, ApplicationView, EventView, OpenMove } from '@shared/features/applications/applications.schema'
import type { Manager } from '../../core/database'
import { type Application, ApplicationEvent } from './application.entity'
import type { Engine } from './applications.service'
import type { Atlas, Subject } from './ports'

/** One case as one caller looks at it. */
export interface Look {
  stored: Application
  row: Case
  kind: AnyKind
  parties: readonly string[]
  actor: Actor
}

export function lookAt(engine: Engine, stored: Application, actor: Actor): Look {
  const row = engine.store.open(stored)
  const kind = engine.registry.edition(row.kind, row.edition)
  return { stored, row, kind, parties: looksAs(kind, row, actor), actor }
}

const isHers = (look: Look): boolean => look.parties.some((party) => !isOfficial(party))

/** A party as people call it: 您, 悦来镇妇联, 县农商银行. */
function partyName({ row, kind }: Look, party: string, atlas: Atlas): string {
  const holder = holderOf(row, party)
  if (!holder || !('role' in holder)) return party === 'applicant' ? '本人' : (kind.people?.[party] ?? '')
  const place = atlas.find(holder.place)
  return place?.level === 'office' ? place.name : `${place?.name ?? ''}妇联`
}

function yourTurn({ row, kind, actor }: Look): boolean {
  const waiting = listOf(stateOf(kind, row.state).waitsFor).filter((party) => !row.agreed.includes(party))
  return waiting.some((party) => actsAs(row, actor, party) && !(isOfficial(party) && isOwn(row, actor)))
}

function batchMoves(look: Look): string[] {
  const moves = movesOf(look.kind, look.row.state)
  return openMoves(look.kind, look.row, look.actor).filter((name) => moves[name]?.batch)
}

function whoIs(look: Look): string | null {
  if (isHers(look)) return null
  const name = Object.keys(look.kind.fields).find((field) => (look.kind.fields[field] as Field).profile === 'name')
  const value = name === undefined ? undefined : seen(look.kind, look.row, look.row.answers, look.parties).answers[name]
  return typeof value === 'string' ? value : null
}

/** One line of a list. */
export function rowView(engine: Engine, look: Look, title: string, now: string): ApplicationRow {
  const { stored, row, kind } = look
  const state = stateOf(kind, row.state)
  return {
    id: row.id,
    kind: row.kind,
    title,
    about: stored.aboutId,
    receipt: stored.receipt,
    state: row.state,
    label: (isHers(look) ? state.hers : undefined) ?? state.label,
    tone: state.tone ?? 'plain',
    who: whoIs(look),
    version: row.version,
    createdAt: stored.createdAt,
    changedAt: stored.changedAt,
    due: row.due ? { at: row.due, workdaysLeft: workdaysLeft(now, row.due, engine.calendar), estimated: row.dueEstimated ?? false } : null,
    yours: yourTurn(look),
    batch: batchMoves(look),
  }
}

function moveViews({ kind, row, actor }: Look, about: Subject['facts']): OpenMove[] {
  const moves = movesOf(kind, row.state)
  return openMoves(kind, row, actor).map((name) => {
    const move = moves[name] as Move
    return {
      name,
      label: move.label,
      asks: [...asksOf(kind, row, move, about)],
      tone: move.tone ?? null,
      confirm: move.confirm ?? null,
      batch: move.batch ?? false,
    }
  })
}

/** What the persons of the case have told; what officials wrote stands with the step that they made. */
function toldBy(kind: AnyKind, answers: Answers): Answers {
  const asked = new Set<string>()
  for (const name of Object.keys(kind.states)) {
    const state = stateOf(kind, name)
    for (const move of Object.values(movesOf(kind, name))) {
      const persons = moversOf(state, move).some((party) => !isOfficial(party))
      if (persons && move.asks && !('namedIn' in move.asks)) for (const field of move.asks) asked.add(field)
    }
  }
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked.has(name))) as Answers
}

const doneWords = (kind: AnyKind, { fromState, move }: ApplicationEvent): string | undefined => {
  const declared = movesOf(kind, fromState)[move]
  return declared?.done ?? declared?.label
}

async function eventViews(engine: Engine, m: Manager, look: Look, atlas: Atlas): Promise<EventView[]> {
  const { stored, row, kind, parties } = look
  const events = await m.find(ApplicationEvent, { where: { applicationId: row.id }, order: { seq: 'ASC' } })
  const labelOf = (state: string) => (isHers(look) ? stateOf(kind, state).hers : undefined) ?? stateOf(kind, state).label
  const shown = events.filter((event) => event.move !== 'save')
  return Promise.all(
    shown.map(async (event) => {
      const official = isOfficial(event.party) && event.actorId !== null
      const office = partyName(look, event.party, atlas)
      const by =
        event.party === 'system' ? '系统' : official ? `${await engine.ports.nameOfAccount(event.actorId as string)}（${office}）` : office
      const input: Answers = official ? engine.store.openInput(stored, event) : {}
      return {
        seq: event.seq,
        move: event.move,
        label: doneWords(kind, event) ?? (event.move === 'begin' ? '开始填写' : event.move),
        from: event.fromState,
        to: event.toState,
        toLabel: labelOf(event.toState),
        by,
        standingIn: event.standingIn,
        at: event.at,
        answers: seen(kind, { state: event.fromState }, input, parties).answers,
      }
    }),
  )
}

/** The whole case on one page, as the caller may see it. */
export async function applicationView(
  engine: Engine,
  m: Manager,
  look: Look,
  subject: Subject | undefined,
  atlas: Atlas,
  now: string,
): Promise<ApplicationView> {
  const { stored, row, kind, parties } = look
  const hers = isHers(look)
  const found = (await engine.ports.finders[kind.kind]?.(m, row)) ?? {}
  const state = stateOf(kind, row.state)
  const waiting = listOf(state.waitsFor).filter((party) => !row.agreed.includes(party))
  const facts = { answers: row.answers, about: subject?.facts ?? {}, found, now }
  const verdicts = verdictsOf(kind, row.answers, { now: stored.createdAt, about: facts.about, calendar: engine.calendar })
  return {
    ...rowView(engine, look, subject?.title ?? kind.title, now),
    edition: row.edition,
    mine: hers,
    says: hers ? (state.says?.(facts) ?? state.hers ?? state.label) : state.label,
    holder:
      waiting.length === 0
        ? null
        : waiting.map((party) => (actsAs(row, look.actor, party) ? '您' : partyName(look, party, atlas))).join('、'),
    ...seen(kind, row, toldBy(kind, row.answers), parties),
    verdicts: verdicts.map(({ rule, ok, why }) => ({ rule, ok: ok ?? null, why: why ?? null })),
    moves: moveViews(look, facts.about),
    events: await eventViews(engine, m, look, atlas),
    found,
  }
}

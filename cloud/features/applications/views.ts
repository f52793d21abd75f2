import { actingParty, openMoves } from '@shared/core/acting'
import { asksOf } from '@shared/core/asking'
import { actsAs, type Case, holderOf, isOfficial, isOtherHand, isOwn, SYSTEM } from '@shared/core/case'
import { workdaysLeft } from '@shared/core/deadline'
import type { Answers, Field } from '@shared/core/fields'
import { correctableBy } from '@shared/core/input'
import { type AnyKind, type Facts, isEnd, listOf, type Move, movesOf, type State, stateOf, type Verdict } from '@shared/core/kind'
import { isLevel, ROLE_NAMES } from '@shared/core/place'
import { dayOf, sayDay } from '@shared/core/time'
import { maySee, seen } from '@shared/core/view'
import { AGREED, BEGUN, DISAGREED, namesTooLate, verdictsOf } from '@shared/core/workflow'
import type { ApplicationRow, ApplicationView, EventView, OpenMove } from '@shared/features/applications/applications.schema'
import type { Atlas } from '../../core/atlas'
import type { Manager } from '../../core/database'
import type { Subject } from '../../core/kind-ports'
import type { ApplicationEvent } from './application.entity'
import { type Engine, groundsOf, type Look } from './engine'
import { shownAnswers, shownSteps } from './shown'
import { isWatched } from './watching'

const isHers = (look: Look): boolean => look.parties.some((party) => !isOfficial(party))

/** A party as people call it: 您, 悦来镇妇联, 县农商银行. */
function partyName(look: Look, party: string, atlas: Atlas): string {
  const { row, kind } = look
  const holder = holderOf(row, party)
  if (!holder || !('role' in holder)) return party === 'applicant' ? '本人' : (kind.people?.[party] ?? '')
  if (kind.discreet && isHers(look)) return ROLE_NAMES[holder.role]
  const place = atlas.find(holder.place)
  return place?.level === 'office' ? place.name : `${place?.name ?? ''}妇联`
}

/** Whether the caller acts as this party: never as an official in her own case. */
const isYou = ({ row, kind, actor }: Look, party: string): boolean =>
  actsAs(row, actor, party) !== undefined && !(isOfficial(party) && isOwn(row, actor)) && !isOtherHand(kind, row, actor, party)

/** Whether the case waits for the caller. */
export function yourTurn(look: Look): boolean {
  const { row, kind } = look
  return listOf(stateOf(kind, row.state).waitsFor).some((party) => !row.agreed.includes(party) && isYou(look, party))
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
    about: kind.discreet && isHers(look) ? null : stored.aboutId,
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
    marks: marksOf(look, now),
  }
}

/** For her, a date says it; whose fault it is she need not read. */
function marksOf({ kind, row, parties }: Look, now: string): ApplicationRow['marks'] {
  if (!parties.some((party) => party === 'organiser' || isLevel(party))) return []
  const late = row.due !== undefined && row.due < now && !isEnd(kind, row.state)
  return [...(late ? (['late'] as const) : []), ...(row.again ? (['again'] as const) : []), ...(row.slow ? (['slow'] as const) : [])]
}

/** Until when what is missing is to be named, if anything is. */
const sayNaming = (by: string, now: string) => `要补正的，${sayDay(dayOf(by), now)}前一次说清；过了再说，办理时间照样从收到那天算。`
/** Of her own time that it goes on: what she is asked for was named too late. */
const COUNTS_ON = '这次说晚了，办理时间没有停，照样从您交来那天算。'
const TOO_LATE = '一次告知的期限已经过了：办理时间不停，照样从收到那天算，县里会知道。还是要她补正吗？'

const confirmOf = ({ confirm }: Move, row: Look['row']): string | null => (typeof confirm === 'function' ? confirm(row) : (confirm ?? null))

function moveViews({ kind, row, actor }: Look, about: Subject['facts'], now: string): OpenMove[] {
  const moves = movesOf(kind, row.state)
  return openMoves(kind, row, actor).map((name) => {
    const move = moves[name] as Move
    const asks = [...asksOf(kind, row, move, about)]
    const party = actingParty(kind, row, actor, move)?.party ?? ''
    return {
      name,
      label: move.label,
      asks,
      correctable: asks.some((field) => kind.fields[field].type === 'corrections') ? correctableBy(kind, row.state, [party]) : [],
      tone: move.tone ?? null,
      note: move.namedWithin && row.nameBy !== undefined && row.nameBy >= now ? sayNaming(row.nameBy, now) : null,
      confirm: namesTooLate({ kind, row, move: name }, now) ? TOO_LATE : confirmOf(move, row),
      batch: move.batch ?? false,
    }
  })
}

/** Of a consent which one it is. */
function consentWords(kind: AnyKind, move: string, input: Answers): string | undefined {
  const [field] = Object.keys(input)
  const label = field === undefined ? '' : kind.fields[field]?.label
  if (move === AGREED) return label
  return move === DISAGREED ? `收回了：${label}` : undefined
}

const doneWords = (kind: AnyKind, { fromState, move }: ApplicationEvent): string | undefined => {
  const declared = movesOf(kind, fromState)[move]
  return declared?.done ?? declared?.label
}

async function eventViews(engine: Engine, look: Whole, atlas: Atlas): Promise<EventView[]> {
  const { kind } = look
  const labelOf = (state: string) => (isHers(look) ? stateOf(kind, state).hers : undefined) ?? stateOf(kind, state).label
  return Promise.all(
    shownSteps(engine, look, look.events).map(async ({ event, input, shown }) => {
      const official = isOfficial(event.party) && event.actorId !== null
      const office = partyName(look, event.party, atlas)
      const named = official && !(kind.discreet && isHers(look))
      const by =
        event.party === SYSTEM ? '系统' : named ? `${await engine.ports.nameOfAccount(event.actorId as string)}（${office}）` : office
      return {
        seq: event.seq,
        move: event.move,
        label: consentWords(kind, event.move, input) ?? doneWords(kind, event) ?? (event.move === BEGUN ? '开始填写' : event.move),
        from: event.fromState,
        to: event.toState,
        toLabel: labelOf(event.toState),
        by,
        standingIn: event.standingIn,
        at: event.at,
        answers: shown.answers,
      }
    }),
  )
}

/** A case with all that its page shows. */
interface Whole extends Look {
  subject: Subject | undefined
  events: readonly ApplicationEvent[]
}

/** Where her case is and what comes next, in her words. */
function sayTo(state: State, facts: Facts, { countsOn }: Case): string {
  const words = state.says?.(facts) ?? state.hers ?? state.label
  return countsOn ? `${words}${/[。！]$/.test(words) ? '' : '。'}${COUNTS_ON}` : words
}

/** The whole case on one page, as the caller may see it. */
export async function applicationView(engine: Engine, m: Manager, look: Whole, atlas: Atlas, now: string): Promise<ApplicationView> {
  const { stored, row, kind, parties, subject } = look
  const hers = isHers(look)
  const state = stateOf(kind, row.state)
  const waiting = listOf(state.waitsFor).filter((party) => !row.agreed.includes(party))
  const around = { about: await groundsOf(engine, m, row, subject, now), now }
  const found = (await engine.ports.finders[kind.kind]?.(m, row, { ...around, parties })) ?? {}
  const facts = { answers: row.answers, found, ...around }
  const verdicts = verdictsOf(kind, row.answers, { now: stored.createdAt, about: facts.about, calendar: engine.calendar })
  // A rule tells as much as the answer that decides it.
  const mayRead = ({ needs }: Verdict) => needs === undefined || !kind.fields[needs] || maySee(kind.fields[needs], row.state, parties)
  return {
    ...rowView(engine, look, subject?.title ?? kind.title, now),
    edition: row.edition,
    mine: hers,
    watched: marksOf(look, now).length > 0 && (await isWatched(m, look.actor, row.id)),
    says: hers ? sayTo(state, facts, row) : state.label,
    holder: waiting.length === 0 ? null : waiting.map((party) => (isYou(look, party) ? '您' : partyName(look, party, atlas))).join('、'),
    ...shownAnswers(look),
    verdicts: verdicts.filter(mayRead).map(({ rule, ok, why }) => ({ rule, ok: ok ?? null, why: why ?? null })),
    moves: moveViews(look, facts.about, now),
    events: await eventViews(engine, look, atlas),
    found,
  }
}

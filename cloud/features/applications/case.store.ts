import type { Actor, AnyActor, Case, Holder } from '@shared/core/case'
import { isOfficial, SYSTEM } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { Answers } from '@shared/core/fields'
import type { PlaceChain } from '@shared/core/place'
import type { Todo } from '@shared/core/telling'
import type { Landing, Step } from '@shared/core/workflow'
import { changeOne, insert, type Manager, remove } from '../../core/database'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import { Application, ApplicationEvent, ApplicationNumber, ApplicationSlot, ApplicationTodo, type Why } from './application.entity'
import { chainedBy, ERASED, REVEALED, said } from './case.chain'

/** What its data key belongs to. */
export const caseRow = ({ id }: { id: string }): string => `application:${id}`
const eventColumn = (seq: number): string => `event.${seq}.input`

/** A holder as a key of the inbox. */
export const holderKey = (holder: Holder): string =>
  'person' in holder ? `person:${holder.person}` : 'account' in holder ? `account:${holder.account}` : `${holder.role}@${holder.place}`

const chain = (village: string | null, town: string | null, county: string | null): PlaceChain | undefined =>
  county === null ? undefined : { county, ...(town ? { town } : {}), ...(village ? { village } : {}) }

interface Course {
  sender?: string
  redo?: string
  agreed: readonly string[]
  hands?: Readonly<Record<string, string>>
  makers?: Readonly<Record<string, string>>
  reached: readonly string[]
  people: Readonly<Record<string, string>>
  offices: Readonly<Record<string, string>>
  again?: true
  slow?: true
  kept?: readonly string[]
  nameBy?: string
  countsOn?: NonNullable<Case['countsOn']>
}

const courseOf = ({ sender, redo, agreed, hands, makers, reached, people, offices, again, slow, kept, nameBy, countsOn }: Case): string => {
  const { applicant: _, ...others } = people
  return JSON.stringify({
    ...(sender ? { sender } : {}),
    ...(redo ? { redo } : {}),
    agreed,
    ...(hands ? { hands } : {}),
    ...(makers ? { makers } : {}),
    reached,
    people: others,
    offices,
    ...(again ? { again } : {}),
    ...(slow ? { slow } : {}),
    ...(kept ? { kept } : {}),
    ...(nameBy ? { nameBy } : {}),
    ...(countsOn ? { countsOn } : {}),
  } satisfies Course)
}

interface Happened {
  move: string
  from: string
  to: string
  actor: AnyActor
  party: string
  standingIn: boolean
  input: Answers
  at: string
}

/** Reads and writes cases as the engine sees them: sealed, marked and chained. */
export function caseStore(seal: Sealer, marks: Marks, chainKey: Buffer) {
  const chained = chainedBy(chainKey)
  const isWhole = (row: Application) => marks.hold('application', said(row), row.mark)

  const open = (row: Application): Case => {
    if (!isWhole(row)) throw new Error('a case was changed outside of this program')
    const { people, ...course } = JSON.parse(row.course) as Course
    const applicant = chain(row.villageId, row.townId, row.countyId)
    const about = chain(row.aboutVillageId, row.aboutTownId, row.aboutCountyId)
    return {
      ...course,
      id: row.id,
      kind: row.kind,
      edition: row.edition,
      state: row.state,
      version: row.version,
      people: row.personId ? { ...people, applicant: row.personId } : people,
      filer: row.filerId,
      places: { ...(applicant ? { applicant } : {}), ...(about ? { about } : {}) },
      answers: seal.open<Answers>(caseRow(row), row.dataKey, 'answers', row.answers),
      ...(row.due ? { due: row.due, dueEstimated: row.dueEstimated } : {}),
      ...(row.clockAt ? { clockAt: row.clockAt } : {}),
    }
  }

  const columnsOf = (row: Case, dataKey: string) => ({
    state: row.state,
    version: row.version,
    villageId: row.places.applicant?.village ?? null,
    townId: row.places.applicant?.town ?? null,
    countyId: row.places.applicant?.county ?? null,
    due: row.due ?? null,
    dueEstimated: row.dueEstimated ?? false,
    clockAt: row.clockAt ?? null,
    course: courseOf(row),
    answers: seal.seal(caseRow(row), dataKey, 'answers', row.answers),
  })

  const eventOf = (row: Case, dataKey: string, before: Pick<Application, 'events' | 'head'>, happened: Happened): ApplicationEvent => {
    const actorId = happened.actor === SYSTEM ? null : happened.actor.account
    const person = happened.actor === SYSTEM ? undefined : happened.actor.person
    const seq = before.events + 1
    const event = {
      applicationId: row.id,
      seq,
      move: happened.move,
      fromState: happened.from,
      toState: happened.to,
      actorId,
      // Who has only looked has not dealt with it.
      handlerId: isOfficial(happened.party) && happened.move !== REVEALED ? actorId : null,
      party: happened.party,
      standingIn: happened.standingIn,
      onBehalfId: happened.party === 'applicant' && row.people.applicant && row.people.applicant !== person ? row.people.applicant : null,
      input: seal.seal(caseRow(row), dataKey, eventColumn(seq), happened.input),
      at: happened.at,
    }
    return { ...event, hash: chained(before.head, event) }
  }

  /** Adds an event to the chain and changes the row with it. @throws AppError staleVersion when somebody was faster */
  const grow = async (m: Manager, stored: Application, event: ApplicationEvent, changed: Partial<Application>) => {
    const set = { ...changed, events: event.seq, head: event.hash, recordedAt: event.at }
    const where = 'id = :id AND version = :version AND head = :head'
    const { id, version, head } = stored
    const mark = marks.of('application', said({ ...stored, ...set }))
    if (!(await changeOne(m, Application, where, { id, version, head }, { ...set, mark })))
      throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
    await insert(m, ApplicationEvent, event)
  }

  const addTodos = async (m: Manager, row: Case, todos: readonly Todo[], alarmAt: string) => {
    const { id: applicationId, kind, due = '9' } = row
    const rows = todos.map(({ holder }) => ({ holder: holderKey(holder), due, applicationId, kind, alarmAt, why: '' as const }))
    if (rows.length > 0) await insert(m, ApplicationTodo, rows)
  }

  /** What somebody above was told of the step goes with it; what the county was told of the case stays until its end, or until it comes to her. */
  const replaceTodos = async (m: Manager, { row, from, ended, todos }: Landing, alarmAt: string) => {
    const gone: Why[] = ['', ...(row.state === from ? [] : (['late'] as const)), ...(ended ? (['again', 'slow'] as const) : [])]
    await remove(m, ApplicationTodo, { applicationId: row.id, why: gone })
    if (row.again || row.slow)
      for (const { holder } of todos) await remove(m, ApplicationTodo, { applicationId: row.id, holder: holderKey(holder) })
    await addTodos(m, row, todos, alarmAt)
  }

  return {
    open,
    isWhole,
    /** an ID number, to be looked up by: the same for the same number, and nobody can read it */
    numberOf: (idCard: string): string => seal.lookup('application-number', idCard),
    openInput: (row: Application, event: ApplicationEvent): Answers =>
      seal.open<Answers>(caseRow(row), row.dataKey, eventColumn(event.seq), event.input),

    /** stores a new case with its first event */
    begin: async (
      m: Manager,
      row: Case,
      extra: { receipt: string; aboutId: string | null; at: string },
      happened: Happened,
      { todos, alarmAt }: { todos: readonly Todo[]; alarmAt: string },
    ): Promise<{ stored: Application; event: ApplicationEvent }> => {
      const dataKey = seal.newKey(caseRow(row))
      const event = eventOf(row, dataKey, { events: 0, head: '' }, happened)
      const made = {
        id: row.id,
        kind: row.kind,
        edition: row.edition,
        receipt: extra.receipt,
        aboutId: extra.aboutId,
        personId: row.people.applicant ?? null,
        filerId: row.filer,
        aboutVillageId: row.places.about?.village ?? null,
        aboutTownId: row.places.about?.town ?? null,
        aboutCountyId: row.places.about?.county ?? null,
        ...columnsOf(row, dataKey),
        events: event.seq,
        head: event.hash,
        createdAt: extra.at,
        changedAt: extra.at,
        recordedAt: extra.at,
      }
      const stored = { ...made, dataKey, mark: marks.of('application', said(made)) }
      await insert(m, Application, stored)
      await insert(m, ApplicationEvent, event)
      await addTodos(m, row, todos, alarmAt)
      return { stored, event }
    },

    /** stores where a case has arrived @throws AppError staleVersion when somebody was faster */
    go: async (
      m: Manager,
      stored: Application,
      landing: Landing,
      step: Pick<Step, 'move' | 'actor' | 'party' | 'standingIn' | 'input'>,
      { at, alarmAt }: { at: string; alarmAt: string },
    ): Promise<void> => {
      const { row, from } = landing
      const event = eventOf(row, stored.dataKey, stored, { ...step, from, to: row.state, at })
      await grow(m, stored, event, { ...columnsOf(row, stored.dataKey), changedAt: at })
      await replaceTodos(m, landing, alarmAt)
    },

    /** records that somebody looked at a masked answer, and why; the version stays @throws AppError staleVersion */
    look: async (
      m: Manager,
      { stored, row, actor, party }: { stored: Application; row: Case; actor: Actor; party: string },
      input: { field: string; reason: string },
      at: string,
    ): Promise<void> => {
      const happened = { move: REVEALED, from: row.state, to: row.state, actor, party, standingIn: false, input, at }
      await grow(m, stored, eventOf(row, stored.dataKey, stored, happened), {})
    },

    /** destroys a case's key and whatever can be left out; works for a case that cannot be opened as well @throws AppError staleVersion */
    erase: async (m: Manager, stored: Application, at: string): Promise<void> => {
      const event = {
        ...{ applicationId: stored.id, seq: stored.events + 1, move: ERASED, fromState: stored.state, toState: stored.state },
        ...{ actorId: null, handlerId: null, party: SYSTEM, standingIn: false, onBehalfId: null, input: '', at },
      }
      const gone = { dataKey: '', answers: '', due: null, dueEstimated: false, clockAt: null, changedAt: at }
      await grow(m, stored, { ...event, hash: chained(stored.head, event) }, gone)
      await remove(m, ApplicationTodo, { applicationId: stored.id })
      await remove(m, ApplicationSlot, { applicationId: stored.id })
      await remove(m, ApplicationNumber, { applicationId: stored.id })
    },
  }
}
export type CaseStore = ReturnType<typeof caseStore>

import { createHmac } from 'node:crypto'
import type { AnyActor, Case, Holder } from '@shared/core/case'
import { isOfficial, SYSTEM } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { Answers } from '@shared/core/fields'
import type { PlaceChain } from '@shared/core/place'
import type { Todo } from '@shared/core/telling'
import type { Landing, Step } from '@shared/core/workflow'
import { changeOne, insert, type Manager } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { Application, ApplicationEvent, ApplicationTodo } from './application.entity'

const caseRow = (id: string): string => `application:${id}`
const eventColumn = (seq: number): string => `event.${seq}.input`

/** A holder as a key of the inbox. */
export const holderKey = (holder: Holder): string =>
  'person' in holder ? `person:${holder.person}` : 'account' in holder ? `account:${holder.account}` : `${holder.role}@${holder.place}`

const chain = (village: string | null, town: string | null, county: string | null): PlaceChain | undefined =>
  county === null ? undefined : { county, ...(town ? { town } : {}), ...(village ? { village } : {}) }

interface Course {
  sender?: string
  agreed: readonly string[]
  reached: readonly string[]
  people: Readonly<Record<string, string>>
  offices: Readonly<Record<string, string>>
}

const courseOf = ({ sender, agreed, reached, people, offices }: Case): string => {
  const { applicant: _, ...others } = people
  return JSON.stringify({ ...(sender ? { sender } : {}), agreed, reached, people: others, offices } satisfies Course)
}

/** Reads and writes cases as the engine sees them, sealed and chained. */
export function caseStore(seal: Sealer, chainKey: Buffer) {
  const open = (row: Application): Case => {
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
      answers: seal.open<Answers>(caseRow(row.id), row.dataKey, 'answers', row.answers),
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
    answers: seal.seal(caseRow(row.id), dataKey, 'answers', row.answers),
  })

  const chained = (before: string, event: Omit<ApplicationEvent, 'hash'>): string => {
    const { applicationId, seq, move, fromState, toState, actorId, party, standingIn, onBehalfId, input, at } = event
    return createHmac('sha256', chainKey)
      .update(JSON.stringify([before, applicationId, seq, move, fromState, toState, actorId, party, standingIn, onBehalfId, input, at]))
      .digest('base64url')
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

  const eventOf = (row: Case, dataKey: string, before: string, happened: Happened): ApplicationEvent => {
    const actorId = happened.actor === SYSTEM ? null : happened.actor.account
    const person = happened.actor === SYSTEM ? undefined : happened.actor.person
    const event = {
      applicationId: row.id,
      seq: row.version,
      move: happened.move,
      fromState: happened.from,
      toState: happened.to,
      actorId,
      handlerId: isOfficial(happened.party) ? actorId : null,
      party: happened.party,
      standingIn: happened.standingIn,
      onBehalfId: happened.party === 'applicant' && row.people.applicant && row.people.applicant !== person ? row.people.applicant : null,
      input: seal.seal(caseRow(row.id), dataKey, eventColumn(row.version), happened.input),
      at: happened.at,
    }
    return { ...event, hash: chained(before, event) }
  }

  const replaceTodos = async (m: Manager, row: Case, todos: readonly Todo[], had: boolean) => {
    if (had) await m.createQueryBuilder().delete().from(ApplicationTodo).where('application_id = :id', { id: row.id }).execute()
    const rows = todos.map(({ holder }) => ({ holder: holderKey(holder), due: row.due ?? '9', applicationId: row.id, kind: row.kind }))
    if (rows.length > 0) await insert(m, ApplicationTodo, rows)
  }

  return {
    open,
    openInput: (row: Application, event: ApplicationEvent): Answers =>
      seal.open<Answers>(caseRow(row.id), row.dataKey, eventColumn(event.seq), event.input),

    /** stores a new case with its first event */
    begin: async (
      m: Manager,
      row: Case,
      extra: { receipt: string; aboutId: string | null; at: string },
      happened: Happened,
      todos: readonly Todo[],
    ): Promise<string> => {
      const dataKey = seal.newKey(caseRow(row.id))
      const event = eventOf(row, dataKey, '', happened)
      await insert(m, Application, {
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
        dataKey,
        head: event.hash,
        createdAt: extra.at,
        changedAt: extra.at,
      })
      await insert(m, ApplicationEvent, event)
      await replaceTodos(m, row, todos, false)
      return dataKey
    },

    /** stores where a case has arrived @throws AppError staleVersion when somebody was faster */
    go: async (
      m: Manager,
      stored: Application,
      landing: Landing,
      step: Pick<Step, 'move' | 'actor' | 'party' | 'standingIn' | 'input'>,
      at: string,
    ): Promise<void> => {
      const { row, from } = landing
      const event = eventOf(row, stored.dataKey, stored.head, { ...step, from, to: row.state, at })
      const set = { ...columnsOf(row, stored.dataKey), head: event.hash, changedAt: at }
      const changed = await changeOne(m, Application, 'id = :id AND version = :version', { id: row.id, version: stored.version }, set)
      if (!changed) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
      await insert(m, ApplicationEvent, event)
      await replaceTodos(m, row, landing.todos, true)
    },
  }
}
export type CaseStore = ReturnType<typeof caseStore>

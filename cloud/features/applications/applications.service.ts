import { isOfficial, SYSTEM } from '@shared/core/case'
import { consent } from '@shared/core/consenting'
import { AppError } from '@shared/core/errors'
import type { Answers } from '@shared/core/fields'
import { stateOf } from '@shared/core/kind'
import { seen } from '@shared/core/view'
import { perform, save } from '@shared/core/workflow'
import type { ConsentBody, CreateBody } from '@shared/features/applications/applications.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import { withEach } from '../../core/each'
import { soundAlarms } from './alarms'
import { Application } from './application.entity'
import { type Engine, mustLook } from './engine'
import { type Begun, begin, moveBySystem, moveOn, type Unit } from './moving'
import { justRevealed } from './shown'
import { lookedAfter } from './watching'

/** What is sent with a step: the version that the sender has seen, and answers. */
interface Sent {
  version: number
  input: Answers
}

/** All writes take the manager of the unit of work that they belong to; `now` is UTC ISO text. */
export interface Applications {
  /** `known`: what her profile said when the request came; read in the unit where nobody has looked */
  create(m: Manager, caller: Caller, id: string, body: CreateBody, atlas: Atlas, now: string, known?: Unit['known']): Promise<Begun>
  move(m: Manager, caller: Caller, id: string, name: string, sent: Sent, atlas: Atlas, now: string): Promise<void>
  /** a move of the system's, because of what became of the thing that a case is about */
  moveBySystem(m: Manager, id: string, name: string, atlas: Atlas, now: string): Promise<void>
  keepAnswers(m: Manager, caller: Caller, id: string, sent: Sent, atlas: Atlas, now: string): Promise<void>
  /** a consent that is given, or taken back */
  consent(m: Manager, caller: Caller, id: string, body: ConsentBody, atlas: Atlas, now: string): Promise<void>
  reveal(m: Manager, caller: Caller, applicationId: string, body: { field: string; reason: string }, now: string): Promise<void>
  /** @throws AppError notAllowed unless she has just said why */
  revealed(caller: Caller, applicationId: string, field: string, now: string): Promise<{ field: string; value: unknown }>
  /** somebody above has looked after what she was told of */
  lookedAfter(m: Manager, caller: Caller, id: string): Promise<void>
  /** says what is to be said about deadlines; resolves to how many */
  alarm(now: string): Promise<number>
  /** makes the moves that the clock makes; resolves to how many */
  tick(atlas: Atlas, now: string): Promise<number>
}

const TICKED_AT_ONCE = 100

/** The cases whose clock has run out, the earliest first, behind the last one of the round before. */
function dueAfter(db: Database, { at, id }: { at: string; id: string }, now: string): Promise<Application[]> {
  const behind = 'a.clock_at > :at OR (a.clock_at = :at AND a.id > :id)'
  const due = db.read.createQueryBuilder(Application, 'a').where('a.clock_at <= :now', { now }).andWhere(`(${behind})`, { at, id })
  return due.orderBy('a.clock_at').addOrderBy('a.id').limit(TICKED_AT_ONCE).getMany()
}

/** Runs every kind: the engine decides, this stores. */
export function applicationsService(engine: Engine, db: Database): Applications {
  let ticked = { at: '', id: '' }
  return {
    create: (m, caller, id, body, atlas, now, known) => begin({ engine, m, atlas, now, known }, caller, id, body),
    move: (m, caller, id, name, { version, input }, atlas, now) =>
      moveOn({ engine, m, atlas, now }, caller, id, version, (kind, row, world) => perform(kind, row, caller, name, input, world)),
    moveBySystem: (m, id, name, atlas, now) => moveBySystem({ engine, m, atlas, now }, id, name),
    keepAnswers: (m, caller, id, { version, input }, atlas, now) =>
      moveOn({ engine, m, atlas, now }, caller, id, version, (kind, row, world) => save(kind, row, caller, input, world)),
    consent: (m, caller, id, { version, field, given }, atlas, now) =>
      moveOn({ engine, m, atlas, now }, caller, id, version, (kind, row) => consent(kind, row, caller, field, given)),
    reveal: async (m, caller, applicationId, { field, reason }, now) => {
      const { stored, row, kind, parties } = await mustLook(engine, m, caller, applicationId)
      if (!seen(kind, row, row.answers, parties).masked.includes(field)) throw new AppError('notFound', '这一项不用查看')
      const party = parties.find(isOfficial) ?? (parties[0] as string)
      await engine.store.look(m, { stored, row, actor: caller, party }, { field, reason }, now)
    },
    revealed: async (caller, applicationId, field, now) => {
      // The same request sent again is shown what it made.
      const look = await mustLook(engine, db.read, caller, applicationId)
      const { row, kind, parties } = look
      if (!(await justRevealed(engine, db.read, look, caller, now)).includes(field))
        throw new AppError('notAllowed', '上次查看已经过了很久，请再写明一次原因')
      if (!Object.hasOwn(seen(kind, row, row.answers, parties).answers, field)) throw new AppError('notFound', '这一项不用查看')
      return { field, value: row.answers[field] }
    },
    lookedAfter,
    alarm: (now) => soundAlarms(engine, db, now),
    tick: async (atlas, now) => {
      const due = await dueAfter(db, ticked, now)
      // The next round goes on behind these, and at the end from the start: those that cannot go on keep none of the others waiting.
      const last = due.length < TICKED_AT_ONCE ? undefined : due.at(-1)
      ticked = { at: last?.clockAt ?? '', id: last?.id ?? '' }
      const go = async ({ id, kind: name, edition, state, version }: Application) => {
        const clock = stateOf(engine.registry.edition(name, edition), state).clock
        if (!clock) return
        const byClock = (m: Manager) =>
          moveOn({ engine, m, atlas, now }, SYSTEM, id, version, (kind, row, world) => perform(kind, row, SYSTEM, clock.move, {}, world))
        await db.write(byClock).catch(ignoreStale)
      }
      await withEach(due, go)
      return due.length
    },
  }
}

// Somebody acted in the same moment: the clock has nothing left to do.
function ignoreStale(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

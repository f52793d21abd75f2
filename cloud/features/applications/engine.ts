import { type Actor, type Case, looksAs } from '@shared/core/case'
import type { WorkCalendar } from '@shared/core/deadline'
import { AppError } from '@shared/core/errors'
import { type AnyKind, movesOf } from '@shared/core/kind'
import type { Registry } from '@shared/core/registry'
import type { Logger } from 'pino'
import type { Atlas } from '../../core/atlas'
import { findOne, type Manager } from '../../core/database'
import type { Asker, Subject } from '../../core/kind-ports'
import { Application } from './application.entity'
import { isErased } from './case.chain'
import type { CaseStore } from './case.store'
import type { Ports } from './ports'

/** What every case is run with. */
export interface Engine {
  registry: Registry
  calendar: WorkCalendar
  store: CaseStore
  ports: Ports
  log: Pick<Logger, 'error'>
}

/** A stored case, opened. */
export interface Opened {
  stored: Application
  row: Case
  kind: AnyKind
}

/** One case as one person looks at it. */
export interface Look extends Opened {
  actor: Actor
  /** none: to her the case does not exist */
  parties: readonly string[]
}

/** @throws Error when the case was damaged or its key is gone */
export function openCase({ store, registry }: Engine, stored: Application): Opened {
  const row = store.open(stored)
  return { stored, row, kind: registry.edition(row.kind, row.edition) }
}

const lookAt = (opened: Opened, actor: Actor): Look => ({ ...opened, actor, parties: looksAs(opened.kind, opened.row, actor) })

/** Undefined when a case is erased or damaged: work on many goes on with the others. Damage is logged with the id. */
export function openIfWhole(engine: Engine, stored: Application): Opened | undefined {
  if (isErased(stored)) return undefined
  try {
    return openCase(engine, stored)
  } catch (error) {
    engine.log.error({ err: error, application: stored.id }, 'a case cannot be opened')
    return undefined
  }
}

/** For what shows many cases: one that is erased or damaged is left out, so that the others are shown. */
export function lookIfWhole(engine: Engine, stored: Application, actor: Actor): Look | undefined {
  const opened = openIfWhole(engine, stored)
  return opened && lookAt(opened, actor)
}

/** Undefined when to her the case does not exist, and to everybody once it is erased. @throws Error when it is damaged */
export async function findLook(engine: Engine, m: Manager, actor: Actor, id: string): Promise<Look | undefined> {
  const stored = await findOne(m, Application, { id })
  const look = stored && !isErased(stored) ? lookAt(openCase(engine, stored), actor) : undefined
  return look && look.parties.length > 0 ? look : undefined
}

/** @throws AppError notFound when to her the case does not exist */
export async function mustLook(engine: Engine, m: Manager, actor: Actor, id: string): Promise<Look> {
  const look = await findLook(engine, m, actor, id)
  if (!look) throw new AppError('notFound', '没有找到这一件')
  return look
}

/** The thing that a case is about; nothing for a kind that is about a region. @throws AppError invalidInput, notFound */
export async function subjectOf(
  { ports }: Engine,
  m: Manager,
  kind: AnyKind,
  aboutId: string | null,
  atlas: Atlas,
  asker?: Asker,
): Promise<Subject | undefined> {
  if (kind.about === 'region') return undefined
  if (aboutId === null) throw new AppError('invalidInput', '请从活动页面报名', { fields: { about: '没有说明是哪一个' } })
  return ports.subjects[kind.about]?.(m, aboutId, atlas, asker)
}

/** What a kind's words and rules may look at besides the answers: the thing applied for, and what else its feature knows. */
export async function groundsOf(
  { ports }: Engine,
  m: Manager,
  row: Pick<Case, 'kind' | 'answers'>,
  subject: Subject | undefined,
  now: string,
): Promise<Subject['facts']> {
  const grounds = await ports.grounds[row.kind]?.(m, row, now)
  return { ...subject?.facts, ...grounds }
}

/** An effect or a subject that a kind names and nobody has wired would fail at the first tap: it fails at the start. @throws Error naming it */
export function checkWiring({ registry, ports }: Engine): void {
  for (const kind of registry.all) {
    if (kind.about !== 'region' && !ports.subjects[kind.about]) throw new Error(`${kind.kind} is about ${kind.about}, which nobody loads`)
    const moves = Object.keys(kind.states).flatMap((state) => Object.values(movesOf(kind, state)))
    for (const { effect } of moves)
      if (effect && !ports.effects[`${kind.kind}.${effect}`]) throw new Error(`nobody has wired the effect ${kind.kind}.${effect}`)
  }
}

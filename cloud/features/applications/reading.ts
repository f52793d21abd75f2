import { AppError } from '@shared/core/errors'
import { type Field, isBlank } from '@shared/core/fields'
import type { AnyKind } from '@shared/core/kind'
import { seen } from '@shared/core/view'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import { Application } from './application.entity'
import type { Engine } from './applications.service'
import type { Atlas, Subject } from './ports'
import { applicationView, type Look, lookAt } from './views'

/** The thing that a case is about, as its own feature knows it; nothing for a kind that is about a region. @throws AppError invalidInput, notFound */
export async function subjectOf(
  engine: Engine,
  m: Manager,
  kind: AnyKind,
  aboutId: string | null,
  atlas: Atlas,
): Promise<Subject | undefined> {
  if (kind.about === 'region') return undefined
  if (aboutId === null) throw new AppError('invalidInput', '请从活动页面报名', { fields: { about: '没有说明是哪一个' } })
  return engine.ports.subjects[kind.about]?.(m, aboutId, atlas)
}

/** A case as a caller looks at it; undefined when to her it does not exist. */
async function findLook(engine: Engine, db: Database, caller: Caller, id: string): Promise<Look | undefined> {
  const stored = await db.read.findOneBy(Application, { id })
  const look = stored ? lookAt(engine, stored, caller) : undefined
  return look && look.parties.length > 0 ? look : undefined
}

/** The whole case on one page. @throws AppError notFound */
export async function showApplication(engine: Engine, db: Database, caller: Caller, id: string, now: string): Promise<ApplicationView> {
  const look = await findLook(engine, db, caller, id)
  if (!look) throw new AppError('notFound', '没有找到这一件')
  const atlas = await engine.ports.atlas()
  const subject = await subjectOf(engine, db.read, look.kind, look.stored.aboutId, atlas)
  return applicationView(engine, db.read, look, subject, atlas, now)
}

/** Whether a caller may see a case at all. */
export const canSee = async (engine: Engine, db: Database, caller: Caller, id: string): Promise<boolean> =>
  (await findLook(engine, db, caller, id)) !== undefined

/** The place whose cadres call her: the organiser's, or her own village. */
export async function placeThatCalls(m: Manager, id: string): Promise<string | null> {
  const row = await m.findOneBy(Application, { id })
  return row && (row.aboutVillageId ?? row.aboutTownId ?? row.aboutCountyId ?? row.villageId ?? row.townId ?? row.countyId)
}

export interface Contact {
  who: string
  phone: string
  title: string
}

/** Name and masked phone of the applicant, as far as the caller may see them. */
export async function contactOf(engine: Engine, db: Database, caller: Caller, id: string): Promise<Contact | undefined> {
  const look = await findLook(engine, db, caller, id)
  if (!look) return undefined
  const { kind, row, parties } = look
  const { answers } = seen(kind, row, row.answers, parties)
  const told = (profile: string) => {
    const name = Object.keys(kind.fields).find((field) => (kind.fields[field] as Field).profile === profile)
    return name === undefined || isBlank(answers[name]) ? '' : String(answers[name])
  }
  return { who: told('name'), phone: told('phone'), title: kind.title }
}

import { type Field, isBlank } from '@shared/core/fields'
import { seen } from '@shared/core/view'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import { Application } from './application.entity'
import { type Engine, findLook, mustLook, subjectOf } from './engine'
import { applicationView } from './views'

/** The whole case on one page. @throws AppError notFound */
export async function showApplication(engine: Engine, db: Database, caller: Caller, id: string, now: string): Promise<ApplicationView> {
  const look = await mustLook(engine, db.read, caller, id)
  const atlas = await engine.ports.atlas()
  const subject = await subjectOf(engine, db.read, look.kind, look.stored.aboutId, atlas)
  return applicationView(engine, db.read, look, subject, atlas, now)
}

/** Whether a caller may see a case at all. */
export const canSee = async (engine: Engine, db: Database, caller: Caller, id: string): Promise<boolean> =>
  (await findLook(engine, db.read, caller, id)) !== undefined

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
  const look = await findLook(engine, db.read, caller, id)
  if (!look) return undefined
  const { kind, row, parties } = look
  const { answers } = seen(kind, row, row.answers, parties)
  const told = (profile: string) => {
    const name = Object.keys(kind.fields).find((field) => (kind.fields[field] as Field).profile === profile)
    return name === undefined || isBlank(answers[name]) ? '' : String(answers[name])
  }
  return { who: told('name'), phone: told('phone'), title: kind.title }
}

import { type Field, isBlank } from '@shared/core/fields'
import { seen } from '@shared/core/view'
import type { Caller } from '../../core/caller'
import type { Database, Manager } from '../../core/database'
import { Application } from './application.entity'
import type { Engine } from './applications.service'
import { lookAt } from './views'

/** Whether a caller may see a case at all. */
export async function canSee(engine: Engine, db: Database, caller: Caller, id: string): Promise<boolean> {
  const stored = await db.read.findOneBy(Application, { id })
  return stored !== null && lookAt(engine, stored, caller).parties.length > 0
}

/** The place whose cadres call her: the organiser's, or her own village. */
export async function placeThatCalls(m: Manager, id: string): Promise<string | null> {
  const row = await m.findOneBy(Application, { id })
  return row && (row.aboutVillageId ?? row.aboutTownId ?? row.aboutCountyId ?? row.villageId ?? row.townId ?? row.countyId)
}

/** Name and masked phone of the applicant, as far as the caller may see them. */
export async function contactOf(
  engine: Engine,
  db: Database,
  caller: Caller,
  id: string,
): Promise<{ who: string; phone: string; title: string } | undefined> {
  const stored = await db.read.findOneBy(Application, { id })
  const look = stored ? lookAt(engine, stored, caller) : undefined
  if (!look || look.parties.length === 0) return undefined
  const { answers } = seen(look.kind, look.row, look.row.answers, look.parties)
  const told = (profile: string) => {
    const name = Object.keys(look.kind.fields).find((field) => (look.kind.fields[field] as Field).profile === profile)
    return name === undefined || isBlank(answers[name]) ? '' : String(answers[name])
  }
  return { who: told('name'), phone: told('phone'), title: look.kind.title }
}

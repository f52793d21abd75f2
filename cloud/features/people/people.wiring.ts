import type { Logger } from 'pino'
import type { Database } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { accountsService } from './accounts.service'
import { grantsService, type Places } from './grants.service'
import type { PeopleMarks } from './people.marks'
import { profileService } from './profile.service'

interface Parts {
  seal: Sealer
  marked: PeopleMarks
  places: Places
  /** UTC ISO text */
  now(): string
  log: Logger
}

/** Accounts, grants and profiles, which need each other: a grant is shown with the name that the profile tells. */
export function peopleOf(db: Database, { seal, marked, places, now, log }: Parts) {
  const accounts = accountsService(db, seal, marked, now)
  const grants = grantsService(db, marked, places, (account) => nameOf(account))
  const isVillage = async (id: string) => (await places.atlas()).find(id)?.level === 'village'
  const profiles = profileService(db, { seal, log }, grants, isVillage)
  const nameOf = async (account: string) => {
    const person = (await accounts.caller(account))?.person
    return (person && (await profiles.nameOf(person))) ?? '未留姓名'
  }
  const phoneOf = async (account: string) => profiles.phoneOf((await accounts.caller(account))?.person ?? '')
  return { accounts, grants, profiles, nameOf, phoneOf }
}

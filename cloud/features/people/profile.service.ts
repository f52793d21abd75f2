import { AppError, invalid } from '@shared/core/errors'
import { type Field, isBlank, problemWith, tidy } from '@shared/core/fields'
import { profileFields } from '@shared/core/profile'
import type { ProfileView } from '@shared/features/people/people.schema'
import type { Logger } from 'pino'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, type Manager } from '../../core/database'
import { gathered } from '../../core/gather'
import type { Sealer } from '../../core/seal'
import { personRow } from './accounts.service'
import type { Grants } from './grants.service'
import { Person } from './people.entity'

export type Profile = Partial<Record<keyof typeof profileFields, unknown>>
const NAMES = Object.keys(profileFields) as (keyof typeof profileFields)[]

export interface Profiles {
  view(caller: Caller): Promise<ProfileView>
  of(m: Manager, person: string): Promise<Profile>
  /** the same outside a unit of work; those that are asked for together are read together */
  known(person: string): Promise<Profile>
  /** until the unit of work ends, who else would hold or change this person waits */
  hold(m: Manager, person: string): Promise<void>
  /** for somebody else's page or list: a profile that is damaged must not take that with it, it has no name */
  nameOf(person: string): Promise<string | undefined>
  /** the number of somebody whom others may call, by her account's person; a damaged profile has none */
  phoneOf(person: string): Promise<string | undefined>
  /** replaces what is given; null takes an answer away @throws AppError invalidInput */
  change(m: Manager, person: string, given: Profile): Promise<void>
  /**
   * keeps answers of an application that the profile did not have yet, or had differently
   * @param known what it said when the request came; read here where nobody has looked
   */
  remember(m: Manager, person: string, told: Profile, known?: Profile): Promise<void>
  /** checks answers without storing them; resolves to what would be stored */
  check(given: Profile): Promise<Profile>
}

/** What a woman told once. `villageExists` says whether an id names a village. */
export function profileService(
  db: Database,
  { seal, log }: { seal: Sealer; log: Pick<Logger, 'error'> },
  grants: Grants,
  villageExists: (id: string) => Promise<boolean>,
): Profiles {
  const open = (row: Person): Profile => (row.dataKey === '' ? {} : seal.open<Profile>(personRow(row), row.dataKey, 'profile', row.profile))
  const check = async (given: Profile): Promise<Profile> => {
    const problems: Record<string, string> = {}
    const clean: Profile = {}
    for (const name of NAMES) {
      const value = tidy(given[name])
      if (value === undefined) continue
      const field: Field = profileFields[name]
      const problem = isBlank(value) ? undefined : problemWith(field, value)
      if (problem) problems[name] = problem
      else if (name === 'village' && !isBlank(value) && !(await villageExists(String(value)))) problems[name] = '没有这个村，请重新选择'
      else clean[name] = isBlank(value) ? null : value
    }
    if (Object.keys(problems).length > 0) invalid(problems)
    return clean
  }
  const of = async (m: Manager, id: string) => {
    const row = await findOne(m, Person, { id })
    return row ? open(row) : {}
  }
  const together = gathered(async (ids) => new Map((await find(db.read, Person, { id: ids })).map((row) => [row.id, row])))
  const hold = async (m: Manager, id: string) => {
    await changeOne(m, Person, 'id = :id', { id }, { createdAt: () => 'created_at' })
  }
  const change = async (m: Manager, id: string, given: Profile) => {
    // Before it is read: of two changes at once neither may take the other's answers away.
    await hold(m, id)
    const row = await findOne(m, Person, { id })
    if (!row || row.dataKey === '') throw new AppError('notFound', '没有找到您的资料')
    const merged: Profile = { ...open(row), ...given }
    for (const name of NAMES) if (merged[name] === null) delete merged[name]
    const saved = await changeOne(m, Person, 'id = :id', { id }, { profile: seal.seal(personRow(row), row.dataKey, 'profile', merged) })
    if (!saved) throw new Error('a profile vanished while it was saved')
  }
  const told = async (person: string, what: 'name' | 'phone') => {
    try {
      const { [what]: value } = await of(db.read, person)
      return typeof value === 'string' ? value : undefined
    } catch (error) {
      log.error({ err: error, person }, 'a profile cannot be opened')
      return undefined
    }
  }
  return {
    check,
    of,
    hold,
    nameOf: (person) => told(person, 'name'),
    phoneOf: (person) => told(person, 'phone'),
    change,
    known: async (id) => {
      const row = await together(id)
      return row ? open(row) : {}
    },
    remember: async (m, id, told, known) => {
      const before = known ?? (await of(m, id))
      if (NAMES.some((name) => told[name] !== undefined && told[name] !== before[name])) await change(m, id, told)
    },
    view: async (caller) => {
      const profile = caller.person ? await of(db.read, caller.person) : {}
      const text = (name: keyof typeof profileFields) => (typeof profile[name] === 'string' ? (profile[name] as string) : null)
      return {
        name: text('name'),
        phone: text('phone'),
        village: text('village'),
        birthYear: typeof profile.birthYear === 'number' ? profile.birthYear : null,
        account: { id: caller.account, name: text('name'), roles: await grants.rolesOf(caller) },
      }
    },
  }
}

import { IsNull } from 'typeorm'
import { changeOne, type Manager } from '../../core/database'
import { Account, GrantGiven, OneTimeCode, Person, Session } from './people.entity'
import type { PeopleMarks } from './people.marks'

/** The person whom somebody at the keyboard means by her own id or that of her account, and whether the row that says so is whole. */
export async function findPerson(m: Manager, marked: PeopleMarks, named: string): Promise<{ person: string; whole: boolean } | undefined> {
  if (await m.existsBy(Person, { id: named })) return { person: named, whole: true }
  const account = await m.findOneBy(Account, { id: named })
  return account ? { person: account.personId, whole: marked.isAccount(account) } : undefined
}

/**
 * Destroys what is known of a person, in one unit of work: her profile's key, her WeChat identity, her sign-ins, codes and grants.
 * Ids stay, for cases and chains name them.
 * @returns her accounts
 */
export async function erasePerson(m: Manager, marked: PeopleMarks, personId: string, now: string): Promise<string[]> {
  await changeOne(m, Person, "id = :personId AND data_key <> ''", { personId }, { dataKey: '', profile: '' })
  // What was changed outside may be somebody else's, and a new mark would make it look right.
  const accounts = (await m.findBy(Account, { personId })).filter(marked.isAccount)
  for (const account of accounts) {
    const { id: accountId } = account
    const gone = { openIdHash: null, openId: null, dataKey: '' }
    await changeOne(m, Account, 'id = :accountId', { accountId }, { ...gone, mark: marked.account({ ...account, ...gone }).mark })
    for (const entity of [Session, OneTimeCode])
      await m.createQueryBuilder().delete().from(entity).where('account_id = :accountId', { accountId }).execute()
    for (const grant of (await m.findBy(GrantGiven, { accountId, revokedAt: IsNull() })).filter(marked.isGrant)) {
      const { revokedAt, mark } = marked.grant({ ...grant, revokedAt: now })
      await changeOne(m, GrantGiven, 'id = :id', { id: grant.id }, { revokedAt, mark })
    }
  }
  return accounts.map(({ id }) => id)
}

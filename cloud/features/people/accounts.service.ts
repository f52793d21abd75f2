import type { Holder } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { Role } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import type { Caller, Callers } from '../../core/caller'
import { changeOne, type Database, find, findOne, findTogether, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { gathered } from '../../core/gather'
import { newId, newSecret, sha256 } from '../../core/ids'
import type { Sealer } from '../../core/seal'
import { Account, GrantGiven, Person, Session } from './people.entity'
import type { PeopleMarks } from './people.marks'

const SESSION_MS = 30 * 86_400_000
/** What the data keys of a person and of an account belong to. */
export const personRow = ({ id }: { id: string }) => `person:${id}`
export const accountRow = ({ id }: { id: string }) => `account:${id}`
const SIGNED_IN = `session JOIN account ON account.id = session.account_id
  LEFT JOIN grant_given given ON given.account_id = account.id AND given.revoked_at IS NULL
  WHERE session.token_hash IN (:...tokens)`
const IN_CHARGE = `grant_given given JOIN account ON account.id = given.account_id
  WHERE given.role = :role AND given.place_id = :place AND given.revoked_at IS NULL`
const idsOf = (accounts: readonly Account[]) => accounts.map(({ id }) => id)

export interface Accounts extends Callers {
  /** makes an account with its person, for a WeChat identity or for a demo person; `at` orders people who are made together */
  create(m: Manager, made: { openId?: string; demo?: true; profile?: Record<string, unknown>; at?: string }): Promise<string>
  accountOf(openId: string): Promise<string>
  caller(account: string): Promise<Caller | undefined>
  startSession(m: Manager, account: string, token: string): Promise<void>
  endSession(m: Manager, tokenHash: string): Promise<void>
  /** forgets sign-ins that have run out */
  sweep(now: string): Promise<void>
  demoAccounts(): Promise<Account[]>
  /** the accounts of a person, or of everybody with a grant: to them a notice goes */
  accountsOf(m: Manager, holder: Holder): Promise<string[]>
  /** the persons of these accounts @returns account → person */
  personsOf(m: Manager, accounts: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** the account behind a WeChat identity, if it has ever signed in */
  knownAccount(openId: string): Promise<string | undefined>
  readUpTo(account: string): Promise<string>
  markRead(m: Manager, account: string, upTo: string): Promise<void>
  /** the WeChat identity to send to; undefined for a demo account */
  openIdOf(account: string): Promise<string | undefined>
  /** the same of many: account → opens its identity @throws Error (on opening) when it is damaged */
  openIdsOf(accounts: readonly string[]): Promise<ReadonlyMap<string, () => string>>
}

/**
 * Accounts, sessions and who they are allowed to be. `now` gives UTC ISO text. A row whose mark is wrong gives nobody anything.
 */
export function accountsService(db: Database, seal: Sealer, marked: PeopleMarks, now: () => string): Accounts {
  const callerOf = (account: Account | undefined, grants: readonly GrantGiven[], session: string | null): Caller | undefined => {
    if (!account || !marked.isAccount(account)) return undefined
    return {
      account: account.id,
      person: account.personId,
      grants: grants.filter(marked.isGrant).map((g) => ({ role: g.role as Role, place: g.placeId })),
      session,
    }
  }

  const callerById = async (accountId: string) => {
    const [account, grants] = await Promise.all([
      findOne(db.read, Account, { id: accountId }),
      find(db.read, GrantGiven, { accountId, revokedAt: null }),
    ])
    return callerOf(account, grants, null)
  }

  // At every request: one question instead of three, and one for all that have come together.
  const signedIn = gathered(async (tokens) => {
    const rows = await findTogether(db.read, { session: Session, account: Account, given: GrantGiven }, SIGNED_IN, { tokens })
    const found = new Map<string, { session: Session; account: Account | undefined; given: GrantGiven[] }>()
    for (const { session, account, given } of rows) {
      if (!session) continue
      const known = found.get(session.tokenHash) ?? { session, account, given: [] }
      found.set(session.tokenHash, known)
      if (given) known.given.push(given)
    }
    return found
  })

  const create: Accounts['create'] = async (m, { openId, demo, profile = {}, at = now() }) => {
    const [id, personId] = [newId(at), newId(at)]
    const personKey = seal.newKey(personRow({ id: personId }))
    const dataKey = seal.newKey(accountRow({ id }))
    await insert(m, Person, {
      id: personId,
      dataKey: personKey,
      profile: seal.seal(personRow({ id: personId }), personKey, 'profile', profile),
      createdAt: at,
    })
    const account = {
      id,
      personId,
      openIdHash: openId ? seal.lookup('openid', openId) : null,
      openId: openId ? seal.seal(accountRow({ id }), dataKey, 'open_id', openId) : null,
      dataKey,
      demo: demo ?? false,
      readUpTo: '',
      createdAt: at,
    }
    await insert(m, Account, marked.account(account))
    return id
  }

  const knownAccount = async (openId: string) => (await findOne(db.read, Account, { openIdHash: seal.lookup('openid', openId) }))?.id
  const accountOf = async (openId: string): Promise<string> => {
    const found = await knownAccount(openId)
    if (found) return found
    try {
      return await db.write((m) => create(m, { openId }))
    } catch (error) {
      // Her second phone signed in at the same moment.
      const other = isDuplicate(error) ? await knownAccount(openId) : undefined
      if (other) return other
      throw error
    }
  }

  const openIdsOf: Accounts['openIdsOf'] = async (ids) => {
    const accounts = await find(db.read, Account, { id: ids })
    return new Map(
      accounts.flatMap((account) => {
        const { id, dataKey, openId } = account
        return openId ? [[id, () => seal.open<string>(accountRow(account), dataKey, 'open_id', openId)]] : []
      }),
    )
  }

  return {
    create,
    accountOf,
    caller: callerById,
    byToken: async (token) => {
      const { session, account, given } = (await signedIn(sha256(token))) ?? {}
      if (!session || session.expiresAt <= now() || !marked.isSession(session)) return undefined
      return callerOf(account, given ?? [], session.tokenHash)
    },
    byOpenId: async (openId) => {
      const caller = await callerById(await accountOf(openId))
      if (!caller) throw new AppError('notSignedIn', '请重新打开小程序')
      return caller
    },
    startSession: (m, accountId, token) =>
      insert(m, Session, marked.session({ tokenHash: sha256(token), accountId, expiresAt: addMs(now(), SESSION_MS) })),
    endSession: (m, tokenHash) => remove(m, Session, { tokenHash }),
    sweep: async (at) => {
      await db.write((m) => m.createQueryBuilder().delete().from(Session).where('expires_at < :at', { at }).execute())
    },
    demoAccounts: () => db.read.find(Account, { where: { demo: true }, order: { id: 'ASC' } }),
    accountsOf: async (m, holder) => {
      if ('account' in holder) return [holder.account]
      if ('person' in holder) return idsOf((await find(m, Account, { personId: holder.person })).filter(marked.isAccount))
      const rows = await findTogether(m, { given: GrantGiven, account: Account }, IN_CHARGE, holder)
      return [...new Set(rows.flatMap(({ given, account }) => (given && account && marked.isGrant(given) ? [account.id] : [])))]
    },
    personsOf: async (m, ids) =>
      new Map((await find(m, Account, { id: ids })).filter(marked.isAccount).map(({ id, personId }) => [id, personId])),
    knownAccount,
    readUpTo: async (id) => (await findOne(db.read, Account, { id }))?.readUpTo ?? '',
    markRead: async (m, id, upTo) => {
      await changeOne(m, Account, 'id = :id AND read_up_to < :upTo', { id, upTo }, { readUpTo: upTo })
    },
    openIdOf: async (id) => (await openIdsOf([id])).get(id)?.(),
    openIdsOf,
  }
}

/** A new session token: 256 random bits. */
export const newToken = (): string => newSecret(32)

import type { Holder } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { Role } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import { In, IsNull } from 'typeorm'
import type { Caller, Callers } from '../../core/caller'
import { changeOne, type Database, insert, isDuplicate, type Manager } from '../../core/database'
import { newId, newSecret, sha256 } from '../../core/ids'
import type { Sealer } from '../../core/seal'
import { Account, GrantGiven, Person, Session } from './people.entity'

const SESSION_MS = 30 * 86_400_000
export const personRow = (id: string) => `person:${id}`
const accountRow = (id: string) => `account:${id}`
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
  /** the account behind a WeChat identity, if it has ever signed in */
  knownAccount(openId: string): Promise<string | undefined>
  readUpTo(account: string): Promise<string>
  markRead(m: Manager, account: string, upTo: string): Promise<void>
  /** the WeChat identity to send to; undefined for a demo account */
  openIdOf(account: string): Promise<string | undefined>
}

/** Accounts, sessions and who they are allowed to be. `now` gives UTC ISO text. */
export function accountsService(db: Database, seal: Sealer, now: () => string): Accounts {
  const callerOf = async (accountId: string, session: string | null): Promise<Caller | undefined> => {
    const [account, grants] = await Promise.all([
      db.read.findOneBy(Account, { id: accountId }),
      db.read.findBy(GrantGiven, { accountId, revokedAt: IsNull() }),
    ])
    if (!account) return undefined
    return {
      account: account.id,
      person: account.personId,
      grants: grants.map((g) => ({ role: g.role as Role, place: g.placeId })),
      session,
    }
  }

  const create: Accounts['create'] = async (m, { openId, demo, profile = {}, at = now() }) => {
    const [id, personId] = [newId(at), newId(at)]
    const personKey = seal.newKey(personRow(personId))
    const dataKey = seal.newKey(accountRow(id))
    await insert(m, Person, {
      id: personId,
      dataKey: personKey,
      profile: seal.seal(personRow(personId), personKey, 'profile', profile),
      createdAt: at,
    })
    await insert(m, Account, {
      id,
      personId,
      openIdHash: openId ? seal.lookup('openid', openId) : null,
      openId: openId ? seal.seal(accountRow(id), dataKey, 'open_id', openId) : null,
      dataKey,
      demo: demo ?? false,
      readUpTo: '',
      createdAt: at,
    })
    return id
  }

  const knownAccount = async (openId: string) => (await db.read.findOneBy(Account, { openIdHash: seal.lookup('openid', openId) }))?.id
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

  return {
    create,
    accountOf,
    caller: (account) => callerOf(account, null),
    byToken: async (token) => {
      const session = await db.read.findOneBy(Session, { tokenHash: sha256(token) })
      return session && session.expiresAt > now() ? callerOf(session.accountId, session.tokenHash) : undefined
    },
    byOpenId: async (openId) => {
      const caller = await callerOf(await accountOf(openId), null)
      if (!caller) throw new AppError('notSignedIn', '请重新打开小程序')
      return caller
    },
    startSession: (m, accountId, token) => insert(m, Session, { tokenHash: sha256(token), accountId, expiresAt: addMs(now(), SESSION_MS) }),
    endSession: async (m, tokenHash) => {
      await m.createQueryBuilder().delete().from(Session).where('token_hash = :tokenHash', { tokenHash }).execute()
    },
    sweep: async (at) => {
      await db.write((m) => m.createQueryBuilder().delete().from(Session).where('expires_at < :at', { at }).execute())
    },
    demoAccounts: () => db.read.find(Account, { where: { demo: true }, order: { id: 'ASC' } }),
    accountsOf: async (m, holder) => {
      if ('account' in holder) return [holder.account]
      if ('person' in holder) return idsOf(await m.find(Account, { where: { personId: holder.person }, select: { id: true } }))
      const grants = await m.find(GrantGiven, { where: { role: holder.role, placeId: holder.place, revokedAt: IsNull() } })
      return idsOf(await m.find(Account, { where: { id: In(grants.map((g) => g.accountId)) }, select: { id: true } }))
    },
    knownAccount,
    readUpTo: async (id) => (await db.read.findOneBy(Account, { id }))?.readUpTo ?? '',
    markRead: async (m, id, upTo) => {
      await changeOne(m, Account, 'id = :id AND read_up_to < :upTo', { id, upTo }, { readUpTo: upTo })
    },
    openIdOf: async (id) => {
      const account = await db.read.findOneBy(Account, { id })
      return account?.openId ? seal.open<string>(accountRow(id), account.dataKey, 'open_id', account.openId) : undefined
    },
  }
}

/** A new session token: 256 random bits. */
export const newToken = (): string => newSecret(32)

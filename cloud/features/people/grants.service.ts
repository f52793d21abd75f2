import { AppError, invalid } from '@shared/core/errors'
import { isLevel, ROLE_NAMES, type Role } from '@shared/core/place'
import { addMs } from '@shared/core/time'
import type { GrantView, RoleView } from '@shared/features/people/people.schema'
import { In, IsNull } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, insert, isDuplicate, type Manager } from '../../core/database'
import { newSecret, sha256 } from '../../core/ids'
import { GrantGiven, OneTimeCode } from './people.entity'
import type { PeopleMarks } from './people.marks'

const IDENTITY_MS = 30 * 60_000
const MOST_DRAWS = 20
const CLAIM_MS = 7 * 86_400_000
const PAGE = 50
const CODE_ALPHABET = '23456789'

/** What grants need to know about places. */
export interface Places {
  atlas(): Promise<Atlas>
  nameOf(id: string): Promise<string>
  covered(id: string): Promise<string[]>
}

export interface Grants {
  rolesOf(caller: Pick<Caller, 'grants'>): Promise<RoleView[]>
  list(caller: Caller, place: string | undefined, after: string | undefined): Promise<{ items: GrantView[]; next: string | null }>
  show(id: string): Promise<GrantView>
  /** writes a grant down; who may is not asked here. `by`: null for the first one of a county */
  record(m: Manager, grant: { id: string; account: string; role: Role; place: string; by: string | null; at: string }): Promise<void>
  atlas(): Promise<Atlas>
  give(m: Manager, caller: Caller, id: string, given: { code: string; role: Role; place: string }, atlas: Atlas, now: string): Promise<void>
  revoke(m: Manager, caller: Caller, id: string, atlas: Atlas, now: string): Promise<void>
  /** the code printed at set-up makes its holder the first county cadre, once */
  claim(m: Manager, caller: Caller, id: string, code: string, now: string): Promise<void>
  identityCode(m: Manager, caller: Caller, draw: () => string, now: string): Promise<{ code: string; until: string }>
  /** a one-time code for the first county cadre; undefined once there is one */
  firstCode(m: Manager, county: string, now: string): Promise<string | undefined>
}

const plainCode = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase()

/** Six digits that can be read out; good for half an hour and one use. */
export const newIdentityCode = (): string => [...Buffer.from(newSecret(6), 'base64url')].map((b) => CODE_ALPHABET[b % 8]).join('')

async function useCode(m: Manager, marked: PeopleMarks, purpose: 'claim' | 'identity', code: string, now: string): Promise<OneTimeCode> {
  const codeHash = sha256(`${purpose}|${plainCode(code)}`)
  const row = await m.findOneBy(OneTimeCode, { codeHash, purpose })
  const wrong = (message: string) => new AppError('invalidInput', message, { fields: { code: message } })
  if (!row || row.expiresAt <= now || !marked.isCode(row)) throw wrong('这个码不对，或者已经过期，请对方刷新后再念一遍')
  if (row.usedAt || !(await changeOne(m, OneTimeCode, 'code_hash = :codeHash AND used_at IS NULL', { codeHash }, { usedAt: now })))
    throw wrong('这个码已经用过了')
  return row
}

/** Who may act where. Only county cadres give and take; every request reads it anew. A grant whose mark is wrong is none. */
export function grantsService(
  db: Database,
  marked: PeopleMarks,
  places: Places,
  nameOfAccount: (account: string) => Promise<string>,
): Grants {
  const viewOf = async (g: GrantGiven): Promise<GrantView> => ({
    id: g.id,
    name: await nameOfAccount(g.accountId),
    role: g.role as Role,
    place: g.placeId,
    placeName: await places.nameOf(g.placeId),
    grantedAt: g.grantedAt,
  })
  const needCounty = (caller: Caller) => {
    if (!caller.grants.some((g) => g.role === 'county')) throw new AppError('notAllowed', '人员授权由县妇联办理')
  }
  const isHerCounty = (caller: Caller, county: string | undefined) => caller.grants.some((g) => g.role === 'county' && g.place === county)
  const inHerCounty = (caller: Caller, id: string, atlas: Atlas) => {
    const place = atlas.find(id)
    if (!place) throw new AppError('notFound', '没有这个地方')
    if (!isHerCounty(caller, place.chain.county)) throw new AppError('notAllowed', '这个地方不归您管')
    return place
  }
  const record: Grants['record'] = (m, { id, account, role, place, by, at }) => {
    const given = { id, accountId: account, role, placeId: place, grantedBy: by, grantedAt: at, revokedBy: null, revokedAt: null }
    return insert(m, GrantGiven, marked.grant(given))
  }
  /** every living grant of this account for this role and place */
  const alike = async (m: Manager, { accountId, role, placeId }: Pick<GrantGiven, 'accountId' | 'role' | 'placeId'>) =>
    (await m.findBy(GrantGiven, { accountId, role, placeId, revokedAt: IsNull() })).filter(marked.isGrant)
  return {
    record,
    rolesOf: (caller) =>
      Promise.all(
        caller.grants.map(async ({ role, place }) => ({ role, place, placeName: await places.nameOf(place), level: ROLE_NAMES[role] })),
      ),
    list: async (caller, place, after) => {
      needCounty(caller)
      if (place) inHerCounty(caller, place, await places.atlas())
      const covered = place
        ? await places.covered(place)
        : (await Promise.all(caller.grants.filter((g) => g.role === 'county').map((g) => places.covered(g.place)))).flat()
      const query = db.read.createQueryBuilder(GrantGiven, 'g').where({ placeId: In(covered), revokedAt: IsNull() })
      if (after) query.andWhere('g.id > :after', { after })
      const rows = await query
        .orderBy('g.id', 'ASC')
        .limit(PAGE + 1)
        .getMany()
      const items = await Promise.all(rows.slice(0, PAGE).filter(marked.isGrant).map(viewOf))
      return { items, next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
    },
    show: async (id) => {
      const row = await db.read.findOneBy(GrantGiven, { id })
      if (!row || !marked.isGrant(row)) throw new AppError('notFound', '没有这条授权')
      return viewOf(row)
    },
    atlas: () => places.atlas(),
    give: async (m, caller, id, { code, role, place }, atlas, now) => {
      needCounty(caller)
      const { level } = inHerCounty(caller, place, atlas)
      const fits = isLevel(role) ? level === role : level === 'office'
      if (!fits) invalid({ place: `${ROLE_NAMES[role]}要选对应的地方` })
      const used = await useCode(m, marked, 'identity', code, now)
      if (used.accountId === caller.account) throw new AppError('notAllowed', '自己的职务请别的县妇联同事来授权')
      const accountId = used.accountId as string
      if ((await alike(m, { accountId, role, placeId: place })).length > 0) invalid({ code: '这个人已经有这个职务了，不用再授一次' })
      await record(m, { id, account: accountId, role, place, by: caller.account, at: now })
    },
    revoke: async (m, caller, id, atlas, now) => {
      needCounty(caller)
      const row = await m.findOneBy(GrantGiven, { id })
      // Another county's is answered as one that there is not.
      if (!row || row.revokedAt || !marked.isGrant(row) || !isHerCounty(caller, atlas.find(row.placeId)?.chain.county))
        throw new AppError('notFound', '没有这条授权')
      if (row.accountId === caller.account) throw new AppError('notAllowed', '自己的职务请别的县妇联同事来取消')
      // With every twin of it: who is out is out.
      for (const twin of await alike(m, row)) {
        const { revokedBy, revokedAt, mark } = marked.grant({ ...twin, revokedBy: caller.account, revokedAt: now })
        await changeOne(m, GrantGiven, 'id = :id AND revoked_at IS NULL', { id: twin.id }, { revokedBy, revokedAt, mark })
      }
    },
    claim: async (m, caller, id, code, now) => {
      const used = await useCode(m, marked, 'claim', code, now)
      await record(m, { id, account: caller.account, role: 'county', place: used.placeId as string, by: null, at: now })
    },
    identityCode: async (m, caller, draw, now) => {
      const expiresAt = addMs(now, IDENTITY_MS)
      await m
        .createQueryBuilder()
        .delete()
        .from(OneTimeCode)
        // Hers too: with many codes alive somebody could wait for a slip of the tongue.
        .where("purpose = 'identity' AND (account_id = :account OR used_at IS NOT NULL OR expires_at <= :now)", {
          account: caller.account,
          now,
        })
        .execute()
      const stands = { purpose: 'identity' as const, accountId: caller.account, placeId: null, expiresAt, usedAt: null }
      // Six figures are soon somebody else's: then the next ones are drawn.
      for (let drawn = 1; ; drawn++) {
        const code = draw()
        try {
          await insert(m, OneTimeCode, marked.code({ codeHash: sha256(`identity|${code}`), ...stands }))
          return { code, until: expiresAt }
        } catch (error) {
          if (!isDuplicate(error)) throw error
          if (drawn === MOST_DRAWS) throw new AppError('busy', '没有换成，请再点一次')
        }
      }
    },
    firstCode: async (m, county, now) => {
      if (await m.existsBy(GrantGiven, { role: 'county', revokedAt: IsNull() })) return undefined
      // Only the newest print is good: an older one may lie anywhere.
      await m.createQueryBuilder().delete().from(OneTimeCode).where("purpose = 'claim' AND used_at IS NULL").execute()
      const code = newSecret(12)
        .toUpperCase()
        .replace(/[^A-Z2-9]/g, '7')
      const stands = { purpose: 'claim' as const, accountId: null, placeId: county, expiresAt: addMs(now, CLAIM_MS), usedAt: null }
      await insert(m, OneTimeCode, marked.code({ codeHash: sha256(`claim|${plainCode(code)}`), ...stands }))
      return code
    },
  }
}

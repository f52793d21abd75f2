import { actsAs, isKeptFrom, isOfficial, partiesOf } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { ApplicationRow, ListQuery } from '@shared/features/applications/applications.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { type Database, find } from '../../core/database'
import { Application, ApplicationEvent, ApplicationTodo } from './application.entity'
import { holderKey } from './case.store'
import { type Engine, type Look, lookIfWhole, subjectOf } from './engine'
import { rowView, yourTurn } from './views'

const PAGE = 20
/** The ids of one page, each with the key that the next page begins after. */
type Keys = { id: string; key: string; watched?: boolean }[]

/** The cases that wait for the caller, the nearest deadline first. One range of the key per holder, merged. */
async function inboxKeys(db: Database, caller: Caller, { after, kind }: ListQuery): Promise<Keys> {
  const [due = '', id = ''] = (after ?? '').split('~')
  const holders = [
    ...caller.grants.map(holderKey),
    ...(caller.person ? [holderKey({ person: caller.person })] : []),
    holderKey({ account: caller.account }),
  ]
  const ranges = holders.map((holder) => {
    const query = db.read.createQueryBuilder(ApplicationTodo, 't').where('t.holder = :holder', { holder })
    if (after) query.andWhere('(t.due > :due OR (t.due = :due AND t.application_id > :id))', { due, id })
    if (kind) query.andWhere('t.kind = :kind', { kind })
    return query
      .orderBy('t.due')
      .addOrderBy('t.application_id')
      .limit(PAGE + 1)
      .getMany()
  })
  const rows = (await Promise.all(ranges)).flat()
  const keys = rows
    .map((t) => ({ id: t.applicationId, key: `${t.due}~${t.applicationId}`, watched: t.why !== '' }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  // Waiting for her in two of her offices, it still is one.
  return keys.filter(({ key }, i) => key !== keys[i - 1]?.key)
}

async function newest(
  db: Database,
  column: 'person_id' | 'filer_id' | 'about_id',
  value: string,
  { after, kind, about }: ListQuery,
): Promise<Keys> {
  const query = db.read.createQueryBuilder(Application, 'a').select(['a.id']).where(`a.${column} = :value`, { value })
  if (after) query.andWhere('a.id < :after', { after })
  if (kind) query.andWhere('a.kind = :kind', { kind })
  if (about) query.andWhere('a.about_id = :about', { about })
  const rows = await query
    .orderBy('a.id', 'DESC')
    .limit(PAGE + 1)
    .getMany()
  return rows.map(({ id }) => ({ id, key: id }))
}

/** Her own cases and those that she filed for others, the newest first. */
async function mineKeys(db: Database, caller: Caller, query: ListQuery): Promise<Keys> {
  const [own, filed] = await Promise.all([
    caller.person ? newest(db, 'person_id', caller.person, query) : [],
    newest(db, 'filer_id', caller.account, query),
  ])
  const seen = new Set(own.map((k) => k.id))
  return [...own, ...filed.filter((k) => !seen.has(k.id))].sort((a, b) => (a.key > b.key ? -1 : 1))
}

/** What the caller has dealt with as an official, the latest first: each case where she last touched it. */
async function handledKeys(db: Database, caller: Caller, { after, kind }: ListQuery): Promise<Keys> {
  const [at = '', id = ''] = (after ?? '').split('~')
  const query = db.read.createQueryBuilder(ApplicationEvent, 'e').where('e.handler_id = :account', { account: caller.account })
  const later = query
    .subQuery()
    .select('1')
    .from(ApplicationEvent, 'later')
    .where('later.application_id = e.application_id AND later.handler_id = e.handler_id AND later.seq > e.seq')
  query.andWhere(`NOT EXISTS ${later.getQuery()}`)
  if (after) query.andWhere('(e.at < :at OR (e.at = :at AND e.application_id < :id))', { at, id })
  if (kind) query.innerJoin(Application, 'a', 'a.id = e.application_id AND a.kind = :kind', { kind })
  const rows = await query
    .orderBy('e.at', 'DESC')
    .addOrderBy('e.application_id', 'DESC')
    .limit(PAGE + 1)
    .getMany()
  return rows.map((e) => ({ id: e.applicationId, key: `${e.at}~${e.applicationId}` }))
}

async function keysOf(db: Database, caller: Caller, query: ListQuery): Promise<Keys> {
  if (query.box === 'inbox') return inboxKeys(db, caller, query)
  if (query.box === 'handled') return handledKeys(db, caller, query)
  if (query.box === 'mine') return mineKeys(db, caller, query)
  if (!query.about) throw new AppError('invalidInput', '请说明是哪一个活动', { fields: { about: '没有说明是哪一个' } })
  return newest(db, 'about_id', query.about, query)
}

/**
 * One page and the key behind it, with what the caller sees there. What is kept from her is left out before anything is counted: neither a
 * page that is one short nor the key at which it goes on may tell her that there is something.
 */
async function lookedAt(engine: Engine, db: Database, caller: Caller, query: ListQuery): Promise<{ keys: Keys; looks: Map<string, Look> }> {
  const [keys, looks]: [Keys, Map<string, Look>] = [[], new Map()]
  for (let { after } = query; ; ) {
    const found = (await keysOf(db, caller, { ...query, after })).slice(0, PAGE + 1)
    for (const stored of await find(db.read, Application, { id: found.map(({ id }) => id) })) {
      const look = lookIfWhole(engine, stored, caller)
      if (look) looks.set(stored.id, look)
    }
    keys.push(...found.filter(({ id }) => !isKeptFrom(looks.get(id)?.row ?? {}, caller)))
    after = found.at(-1)?.key
    if (keys.length > PAGE || found.length <= PAGE) return { keys, looks }
  }
}

const belongs = (box: ListQuery['box'], look: Look, watched: ReadonlySet<string>): boolean => {
  if (box === 'mine') return look.parties.some((party) => !isOfficial(party))
  if (box === 'about') return look.parties.some(isOfficial)
  // Her own case may wait for her office, but not for her.
  return box === 'inbox' ? yourTurn(look) || (watched.has(look.row.id) && look.parties.some(isOfficial)) : look.parties.length > 0
}

/** Whether the caller is an official of these cases at all, whatever she may see of each. */
const isInCharge = ({ kind, row, actor }: Look): boolean =>
  partiesOf(kind).some((party) => isOfficial(party) && actsAs(row, actor, party) !== undefined)

/** Most cases of a page are about the same few things: each is read once. */
function oncePerSubject<T>(read: (look: Look) => Promise<T>): (look: Look) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (look) => {
    const key = `${look.kind.about} ${look.stored.aboutId}`
    const subject = known.get(key) ?? read(look)
    known.set(key, subject)
    return subject
  }
}

/** A page of cases by key: no OFFSET, no COUNT. */
export async function listApplications(
  engine: Engine,
  db: Database,
  caller: Caller,
  query: ListQuery,
  atlas: Atlas,
  now: string,
): Promise<{ items: ApplicationRow[]; next: string | null }> {
  const { keys, looks: seen } = await lookedAt(engine, db, caller, query)
  const shown = keys.slice(0, PAGE)
  const looks = shown.flatMap(({ id }) => seen.get(id) ?? [])
  const watched = new Set(shown.flatMap((key) => (key.watched ? [key.id] : [])))
  const subjectFor = oncePerSubject(({ kind, stored }) => subjectOf(engine, db.read, kind, stored.aboutId, atlas))
  const items = await Promise.all(
    looks
      .filter((look) => belongs(query.box, look, watched))
      .map(async (look) => {
        const subject = await subjectFor(look)
        return rowView(engine, look, subject?.title ?? look.kind.title, now)
      }),
  )
  const last = shown[shown.length - 1]
  // Where the list goes on tells that there are cases, how many and since when.
  if (query.box === 'about' && !looks.some(isInCharge)) return { items, next: null }
  return { items, next: last && keys.length > PAGE ? last.key : null }
}

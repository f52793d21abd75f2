import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Holder, holderOf, looksAs } from '@shared/core/case'
import { type Field, isBlank } from '@shared/core/fields'
import type { OfficeRole, PlaceChain } from '@shared/core/place'
import { seen } from '@shared/core/view'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { In } from 'typeorm'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, type Manager, mustFind } from '../../core/database'
import { Application, ApplicationEvent } from './application.entity'
import { isErased } from './case.chain'
import { type Engine, findLook, type Look, lookIfWhole, mustLook, type Opened, openIfWhole, subjectOf } from './engine'
import type { Begun } from './moving'
import { applicationView } from './views'

/** The whole case on one page. @throws AppError notFound */
export async function showApplication(engine: Engine, db: Database, caller: Caller, id: string, now: string): Promise<ApplicationView> {
  const look = await mustLook(engine, db.read, caller, id)
  const atlas = await engine.ports.atlas()
  const asker = { person: look.row.people.applicant, now }
  const subject = await subjectOf(engine, db.read, look.kind, look.stored.aboutId, atlas, asker)
  const events = await find(db.read, ApplicationEvent, { applicationId: id }, { order: { seq: 'ASC' } })
  return applicationView(engine, db.read, { ...look, subject, events }, atlas, now)
}

/** The same of a case that has just been begun: what was stored is known and not read again. */
export async function showBegun(engine: Engine, db: Database, caller: Caller, begun: Begun, now: string): Promise<ApplicationView> {
  const look = { ...begun, actor: caller, parties: looksAs(begun.kind, begun.row, caller) }
  return applicationView(engine, db.read, look, await engine.ports.atlas(), now)
}

const MOST_OWN = 200

/** A person's own cases of one kind (before one of them), the newest first. */
export async function ownCases(
  m: Manager,
  personId: string,
  kind: string,
  { before, most = MOST_OWN }: { before?: string | undefined; most?: number } = {},
): Promise<Pick<Application, 'id' | 'createdAt'>[]> {
  const cases = m.createQueryBuilder(Application, 'a').select(['a.id', 'a.createdAt'])
  const own = cases.where('a.person_id = :personId AND a.kind = :kind', { personId, kind })
  if (before) own.andWhere('a.id < :before', { before })
  return own.orderBy('a.id', 'DESC').limit(most).getMany()
}

/** Whether a caller may see a case at all. */
export const canSee = async (engine: Engine, db: Database, caller: Caller, id: string): Promise<boolean> =>
  (await findLook(engine, db.read, caller, id)) !== undefined

/** The place whose cadres call her: the organiser's, or her own village. */
export async function placeThatCalls(m: Manager, id: string): Promise<string | null> {
  const row = await findOne(m, Application, { id })
  return row ? (row.aboutVillageId ?? row.aboutTownId ?? row.aboutCountyId ?? row.villageId ?? row.townId ?? row.countyId) : null
}

export interface Contact {
  who: string
  phone: string
  title: string
}

/** What the applicant told of her profile, as far as the caller may see it; empty where she told nothing. */
function toldIn({ kind, row, parties }: Look): (profile: string) => string {
  const { answers } = seen(kind, row, row.answers, parties)
  return (profile) => {
    const name = Object.keys(kind.fields).find((field) => (kind.fields[field] as Field).profile === profile)
    return name === undefined || isBlank(answers[name]) ? '' : String(answers[name])
  }
}

/** Name and masked phone of the applicant, as far as the caller may see them; for a line of a list, so a damaged case is left out. */
export async function contactOf(engine: Engine, db: Database, caller: Caller, id: string): Promise<Contact | undefined> {
  const stored = await findOne(db.read, Application, { id })
  const look = stored && lookIfWhole(engine, stored, caller)
  if (!look || look.parties.length === 0) return undefined
  const told = toldIn(look)
  return { who: told('name'), phone: told('phone'), title: look.kind.title }
}

/** Who the applicants of these cases are, to be told something; a case that is erased or damaged is left out. */
export async function holdersOf({ store }: Engine, m: Manager, ids: readonly string[]): Promise<Map<string, Holder>> {
  const rows = (await find(m, Application, { id: ids })).filter((row) => !isErased(row) && store.isWhole(row))
  return new Map(
    rows.flatMap((stored) => {
      const holder = holderOf(store.open(stored), 'applicant')
      return holder ? [[stored.id, holder] as const] : []
    }),
  )
}

/** Whether a caller is the applicant of a case. */
export const isApplicant = async (engine: Engine, m: Manager, caller: Caller, id: string): Promise<boolean> =>
  (await findLook(engine, m, caller, id))?.parties.includes('applicant') ?? false

/** The applicants of many cases by the case's id: name, village, masked phone and all that they answered; a case that the caller may not see is left out. */
export async function applicantsOf(engine: Engine, db: Database, caller: Caller, ids: readonly string[]) {
  const looks = (await db.read.findBy(Application, { id: In([...ids]) })).flatMap((stored) => lookIfWhole(engine, stored, caller) ?? [])
  const seenOnes = looks.filter(({ parties }) => parties.length > 0)
  return new Map(
    seenOnes.map((look) => {
      const told = toldIn(look)
      return [
        look.row.id,
        {
          name: told('name'),
          village: told('village'),
          phone: told('phone'),
          answers: seen(look.kind, look.row, look.row.answers, look.parties).answers,
        },
      ] as const
    }),
  )
}

/** The number under which a case is known. @throws Error when there is no such case */
export const receiptOf = async (m: Manager, id: string): Promise<string> => (await mustFind(m, Application, { id })).receipt

/** What a partner may see of the applicants of these cases: who consented to that, and nothing but what the kind shows to the partner. */
export async function partnerSees({ store, registry }: Engine, m: Manager, ids: readonly string[], role: OfficeRole) {
  const rows = (await find(m, Application, { id: ids })).filter((row) => !isErased(row) && store.isWhole(row))
  return new Map(
    rows.flatMap((stored) => {
      const row = store.open(stored)
      const kind = registry.edition(row.kind, row.edition)
      const consent = kind.consents?.[role]
      if (consent === undefined || row.answers[consent] !== true) return []
      const { name, purpose } = seen(kind, row, row.answers, [role]).answers
      return [[stored.id, { name: String(name ?? ''), purpose: String(purpose ?? '') }] as const]
    }),
  )
}

/** A case as another feature of the house may build on it: whose it is, where it stands and what was told. */
export interface TrustedCase {
  id: string
  person: string | undefined
  /** the account that filed it */
  filer: string
  /** when it was begun (UTC ISO text) */
  createdAt: string
  changedAt: string
  state: string
  places: PlaceChain | undefined
  answers: Readonly<Record<string, unknown>>
}

const trusted = ({ row, stored }: Opened): TrustedCase => ({
  ...{ id: row.id, person: row.people.applicant, filer: row.filer, createdAt: stored.createdAt, changedAt: stored.changedAt },
  ...{ state: row.state, places: row.places.applicant, answers: row.answers },
})

/** One case of a kind; undefined where there is none, or it is erased or damaged. */
export async function trustedCase(engine: Engine, m: Manager, kind: string, id: string): Promise<TrustedCase | undefined> {
  const stored = await findOne(m, Application, { id, kind })
  const opened = stored && openIfWhole(engine, stored)
  return opened && trusted(opened)
}

/** The same, and nobody moves it until the unit ends: what it says then still holds. */
export async function heldCase(engine: Engine, m: Manager, kind: string, id: string): Promise<TrustedCase | undefined> {
  await changeOne(m, Application, 'id = :id', { id }, { version: () => 'version' })
  return trustedCase(engine, m, kind, id)
}

/** The cases of a kind about one thing; one that is erased or damaged is left out. */
export async function trustedAbout(engine: Engine, m: Manager, kind: string, aboutId: string): Promise<TrustedCase[]> {
  return (await find(m, Application, { aboutId, kind })).flatMap((stored) => openIfWhole(engine, stored) ?? []).map(trusted)
}

/** Some cases of a kind; one that is erased or damaged is left out. */
export async function trustedOnes(engine: Engine, m: Manager, kind: string, ids: readonly string[]): Promise<TrustedCase[]> {
  return (await find(m, Application, { id: ids, kind })).flatMap((stored) => openIfWhole(engine, stored) ?? []).map(trusted)
}

/** A page of the cases of a kind that stand in one of these states, by key. */
export async function trustedPage(
  engine: Engine,
  m: Manager,
  kind: string,
  {
    places: { county, town },
    states,
    after,
    most,
  }: { places: Pick<PlaceChain, 'county' | 'town'>; states: readonly string[]; after: string; most: number },
): Promise<{ items: TrustedCase[]; next: string | null }> {
  const query = m.createQueryBuilder(Application, 'a').where('a.kind = :kind AND a.county_id = :county', { kind, county })
  if (town) query.andWhere('a.town_id = :town', { town })
  const rows = await query
    .andWhere('a.state IN (:...states) AND a.id > :after', { states, after })
    .orderBy('a.id')
    .limit(most + 1)
    .getMany()
  const shown = rows.slice(0, most)
  const items = shown.flatMap((stored) => openIfWhole(engine, stored) ?? []).map(trusted)
  return { items, next: rows.length > most ? (shown.at(-1)?.id ?? null) : null }
}

/** So many are opened before others have their turn. */
const TOGETHER = 100

/**
 * What is worked out from every case of a kind that stands in one of these states in a county. It is worked out anew only from cases that
 * have changed since: their marks say which, and what a case says is not kept.
 */
export function workedOut<T>(kind: string, states: readonly string[], from: (one: TrustedCase) => T) {
  const known = new Map<string, ReadonlyMap<string, { mark: string; of: T }>>()
  return async (engine: Engine, m: Manager, county: string): Promise<T[]> => {
    const before = known.get(county)
    const query = m.createQueryBuilder(Application, 'a').select('a.id', 'id').addSelect('a.mark', 'mark')
    const there: { id: string; mark: string }[] = await query
      .where('a.kind = :kind AND a.county_id = :county AND a.state IN (:...states)', { kind, county, states })
      .orderBy('a.id')
      .getRawMany()
    const now = new Map<string, { mark: string; of: T }>()
    const changed: string[] = []
    for (const { id, mark } of there) {
      const same = before?.get(id)
      if (same?.mark === mark) now.set(id, same)
      else changed.push(id)
    }
    for (let at = 0; at < changed.length; at += TOGETHER) {
      for (const stored of await find(m, Application, { id: changed.slice(at, at + TOGETHER) })) {
        const opened = openIfWhole(engine, stored)
        if (opened && states.includes(opened.row.state)) now.set(stored.id, { mark: stored.mark, of: from(trusted(opened)) })
      }
      await nextTurn()
    }
    known.set(county, now)
    return there.flatMap(({ id }) => now.get(id)?.of ?? [])
  }
}

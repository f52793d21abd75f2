import type { Level } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import { ageBand } from '@shared/features/child/child.bands'
import { isPart, PARTS } from '@shared/features/child/child.parts'
import { ERASED_FOR, type ErasedFor, endOf } from '@shared/features/child/child.retention'
import type { ChildRow, ChildView, OpeningView } from '@shared/features/child/child.schema'
import { type ChildFacts, childView } from '@shared/features/child/child.sight'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { find, findOne, type Manager } from '../../core/database'
import { listPlace } from '../../core/list-place'
import { needSight, seesAs, writesAs } from './child.access'
import { Child, ChildEvent, ChildOpening, ChildPart } from './child.entity'
import type { ChildParts } from './child.ports'
import { chainOf, ERASED, gone, listed } from './child.store'
import type { ConsentStore } from './consents'
import { openingStore } from './opening.store'
import { isHers, noOpening } from './openings.service'
import { dutySeenBy, isKeptByLaw, isOpeningKept, isStepKept, withoutKept } from './shielded'

const PAGE = 20
const MOST_EVENTS = 50

interface Asked {
  place?: string | undefined
  state?: string | undefined
  risk?: string | undefined
  code?: string | undefined
  after?: string | undefined
}

interface AskedOpenings {
  box: 'mine' | 'waiting'
  place?: string | undefined
  child?: string | undefined
  after?: string | undefined
}

/** What cadres are shown of the register: coded names, and never a sealed value. Everything here only reads. */
export function childViews(of: ChildParts, consents: ConsentStore) {
  const { db, marks, store, parts, ports } = of
  const openings = openingStore(marks)
  const names = () => {
    const known = new Map<string, Promise<string>>()
    return (account: string | null): Promise<string> => {
      if (account === null) return Promise.resolve('系统')
      const found = known.get(account) ?? ports.nameOf(account)
      known.set(account, found)
      return found
    }
  }

  const rowOf = (row: Child, identity: ChildPart | undefined, level: Level, atlas: Atlas, now: string): ChildRow => {
    const birthDay = identity && parts.isWhole(identity) ? (parts.open(identity).birthDay as string) : undefined
    const facts: Partial<ChildFacts> = {
      ...{ id: row.id, code: row.code, state: row.state, village: row.villageId, villageName: atlas.nameOf(row.villageId) },
      ageBand: birthDay === undefined ? null : ageBand(birthDay, dayOf(now)),
    }
    const shown = childView('none', level, { ...facts, situation: row.situation, risk: row.risk })
    return { ...shown, situation: row.situation || null, risk: row.risk || null } as ChildRow
  }

  const openingOf = async (
    row: ChildOpening,
    child: Child,
    caller: Caller,
    atlas: Atlas,
    now: string,
    nameOf = names(),
  ): Promise<OpeningView> => {
    const mine = isHers(row, caller)
    const lapsed = (row.state === 'asked' || row.state === 'open') && row.until <= now
    const state = lapsed ? 'ended' : row.state
    const waits = row.waits === 'review' || (row.waits === 'decision' && state === 'asked')
    return {
      ...{ id: row.id, child: child.id, code: child.code, villageName: atlas.nameOf(row.villageId), state, emergency: row.emergency },
      ...{ parts: listed(row.parts) as OpeningView['parts'], why: row.why as OpeningView['why'] },
      words: store.wordsOf(child, `opening.${row.id}`, row.words),
      ...{ by: await nameOf(row.askedBy), at: row.askedAt, until: row.until },
      decidedBy: row.decidedBy && (await nameOf(row.decidedBy)),
      ...{ review: row.review, reviewDue: row.reviewDue, mine, mayDecide: waits && !mine },
    }
  }

  /** The newest; whoever may not know of some is shown the others without a gap. */
  const eventsFor = async (m: Manager, id: string, caller: Caller): Promise<ChildEvent[]> => {
    const kept = (await ports.worries.keptOf(m, caller.person)).filter(({ childId }) => childId === id)
    const order = { seq: 'DESC' } as const
    if (kept.length === 0) return find(m, ChildEvent, { childId: id }, { order, limit: MOST_EVENTS })
    const shown = (await find(m, ChildEvent, { childId: id }, { order })).filter((step) => !isStepKept(kept, step, caller))
    return shown.slice(0, MOST_EVENTS).map((step, at) => ({ ...step, seq: shown.length - at }))
  }
  const eventsOf = async (m: Manager, id: string, caller: Caller): Promise<ChildView['events']> => {
    const nameOf = names()
    return Promise.all(
      (await eventsFor(m, id, caller)).map(async ({ seq, sort, parts: said, actorId, standingIn, at }) => ({
        ...{ seq, sort, parts: listed(said), by: await nameOf(actorId), standingIn, at },
      })),
    )
  }

  const proofOf = async (m: Manager, row: Child): Promise<ChildView['erased']> => {
    const last = await findOne(m, ChildEvent, { childId: row.id, sort: ERASED })
    if (row.state !== 'erased' || !last) return null
    return { at: last.at, rule: last.parts, why: ERASED_FOR[last.parts as ErasedFor], steps: last.seq, hash: last.hash }
  }

  return {
    /** the children of a place, the newest first @throws AppError notAllowed */
    list: async (caller: Caller, asked: Asked, now: string): Promise<{ items: ChildRow[]; next: string | null }> => {
      const atlas = await ports.atlas()
      const { level, place } = listPlace(caller, asked.place, atlas)
      const query = db.read.createQueryBuilder(Child, 'c').where(`c.${level}Id = :place`, { place })
      if (asked.state) query.andWhere('c.state = :state', { state: asked.state })
      else query.andWhere("c.state <> 'erased'")
      if (asked.risk) query.andWhere('c.risk = :risk', { risk: asked.risk })
      if (asked.code) query.andWhere('c.code = :code', { code: asked.code })
      if (asked.after) query.andWhere('c.id < :after', { after: asked.after })
      const found = await query
        .orderBy('c.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE).filter(store.isWhole)
      const identities = await db.read.findBy(ChildPart, { childId: In(rows.map(({ id }) => id)), part: 'identity' })
      const of = new Map(identities.map((one) => [one.childId, one]))
      const items = rows.map((row) => rowOf(row, of.get(row.id), seesAs(caller, chainOf(row)) ?? level, atlas, now))
      return { items, next: found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null }
    },

    /** @throws AppError notFound */
    show: async (caller: Caller, id: string, now: string): Promise<ChildView> => {
      const row = await findOne(db.read, Child, { id })
      if (!row) throw gone()
      const level = needSight(caller, chainOf(row))
      if (!store.isWhole(row)) throw gone()
      const known = await db.read.findBy(ChildPart, { childId: id })
      const care = known.find(({ part }) => part === 'care')
      const given = await consents.all(db.read, id)
      const as = row.state === 'erased' ? undefined : writesAs(caller, chainOf(row))
      const byLaw = await isKeptByLaw(of, db.read, row, caller)
      const ends = endOf({ state: row.state, since: dayOf(row.since), duty: byLaw }, dayOf(now))
      const shown = rowOf(
        row,
        known.find(({ part }) => part === 'identity'),
        level,
        await ports.atlas(),
        now,
      )
      return {
        ...shown,
        version: row.version,
        needs: care && row.state !== 'withdrawn' ? (parts.open(care).needs as string[]) : [],
        parts: PARTS.filter((part) => known.some((one) => isPart(one.part) && one.part === part)),
        consents: given.map(({ purpose, givenOn, way, notice, withdrawnAt }) => ({
          purpose,
          day: givenOn,
          way,
          notice,
          withdrawnAt,
        })) as ChildView['consents'],
        duty: (await dutySeenBy(of, db.read, row, caller)) as ChildView['duty'],
        openable: row.state === 'registered' || row.state === 'closed' || (row.state === 'withdrawn' && byLaw),
        closedFor: row.closedFor as ChildView['closedFor'],
        ends: ends ?? null,
        mayWrite: as !== undefined,
        standingIn: as?.standingIn ?? false,
        events: await eventsOf(db.read, id, caller),
        erased: await proofOf(db.read, row),
      }
    },

    /** one of her own, or one that she may decide on @throws AppError notFound */
    opening: async (caller: Caller, id: string, now: string): Promise<OpeningView> => {
      const row = await findOne(db.read, ChildOpening, { id })
      const child = row && (await findOne(db.read, Child, { id: row.childId }))
      if (!row || !child || !seesAs(caller, chainOf(child)) || !openings.isWhole(row)) throw noOpening()
      if (isOpeningKept(await ports.worries.keptOf(db.read, caller.person), row, caller)) throw noOpening()
      return openingOf(row, child, caller, await ports.atlas(), now)
    },

    /** her latest of a child: what a repeated request is shown @throws AppError notFound */
    latestOpening: async (caller: Caller, childId: string, now: string): Promise<OpeningView> => {
      const [row] = await find(db.read, ChildOpening, { childId, askedBy: caller.account }, { order: { id: 'DESC' }, limit: 1 })
      const child = row && (await findOne(db.read, Child, { id: childId }))
      if (!row || !child || !seesAs(caller, chainOf(child))) throw gone()
      return openingOf(row, child, caller, await ports.atlas(), now)
    },

    /** her own requests, or those of her place that wait for a colleague, the newest first @throws AppError notAllowed */
    openings: async (caller: Caller, { box, place: wanted, child: of, after }: AskedOpenings, now: string) => {
      const atlas = await ports.atlas()
      const { level, place } = listPlace(caller, wanted, atlas)
      const query = db.read.createQueryBuilder(ChildOpening, 'o')
      if (box === 'mine') query.where('o.askedBy = :account', { account: caller.account })
      else query.where(`o.${level}Id = :place AND o.waits IN ('decision', 'review')`, { place })
      if (of) query.andWhere('o.childId = :of', { of })
      if (box === 'waiting') withoutKept(query, await ports.worries.keptOf(db.read, caller.person))
      if (after) query.andWhere('o.id < :after', { after })
      const found = await query
        .orderBy('o.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE).filter(openings.isWhole)
      const children = new Map(
        (await db.read.findBy(Child, { id: In(rows.map(({ childId }) => childId)) })).map((child) => [child.id, child]),
      )
      const nameOf = names()
      const items: OpeningView[] = []
      for (const row of rows) {
        const child = children.get(row.childId)
        if (!child || !seesAs(caller, chainOf(child))) continue
        const view = await openingOf(row, child, caller, atlas, now, nameOf)
        if (box === 'mine' || view.mayDecide) items.push(view)
      }
      return { items, next: found.length > PAGE ? (found[PAGE - 1]?.id ?? null) : null }
    },
  }
}
export type ChildViews = ReturnType<typeof childViews>

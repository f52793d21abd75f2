import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '@shared/core/errors'
import type { PlaceChain } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import { ageBand } from '@shared/features/child/child.bands'
import { type CareAsked, careAsked } from '@shared/features/child/child.care'
import type { ChildFacts } from '@shared/features/child/child.sight'
import type { Caller } from '../../core/caller'
import { findOne, type Manager } from '../../core/database'
import type { Subjects } from '../../core/kind-ports'
import { needSight } from './child.access'
import { Child, type ChildPart } from './child.entity'
import type { ChildParts } from './child.ports'
import { chainOf, gone } from './child.store'
import type { ConsentStore } from './consents'

/** A child as whoever makes pairs may know it: nothing that names it. */
export interface PairedChild {
  id: string
  code: string
  /** registered, and its guardian has not taken that back */
  open: boolean
  /** each time that its guardian agreed that a caring mother sees what she needs: to which pairings, on which day, and who recorded it when */
  agreed: readonly Agreement[]
  chain: PlaceChain & { village: string; town: string }
  ageBand: string | null
  /** what a caring mother can give of what it needs, and what else matching compares: nothing of its body or its family */
  care: CareAsked
}

export interface Agreement {
  day: string
  at: string
  by: string
  /** for which pairings; undefined: one of earlier, which does not say so */
  pairings: readonly string[] | undefined
}

/** What a caring mother is shown once guardian and village have agreed; empty where nobody has told it. */
export type Revealed = Pick<ChildFacts, 'called' | 'meetAt' | 'guardianPhone'>

/** So many are opened before others have their turn. */
const TOGETHER = 100

/** Children as the pairings need them, from records that stay whole and sealed. */
export function pairedChildren({ db, store, parts }: ChildParts, consents: ConsentStore) {
  const isOpen = ({ state }: Child): boolean => state === 'registered'
  const answersIn =
    (known: readonly ChildPart[]) =>
    (name: string): Record<string, unknown> => {
      const found = known.find(({ part }) => part === name)
      return found ? parts.open(found) : {}
    }
  const seenBy = async (m: Manager, row: Child, known: readonly ChildPart[], now: string): Promise<PairedChild> => {
    const open = isOpen(row)
    const of = answersIn(known)
    const { birthDay } = of('identity')
    return {
      ...{ id: row.id, code: row.code, open, chain: chainOf(row) },
      agreed: (open ? await consents.living(m, row, 'motherView') : []).map((one) => ({
        ...{ day: one.givenOn, at: one.recordedAt, by: one.recordedBy, pairings: consents.words(row, one).pairings },
      })),
      ageBand: typeof birthDay === 'string' ? ageBand(birthDay, dayOf(now)) : null,
      care: careAsked(of('care')),
    }
  }
  const seen = async (m: Manager, row: Child, now: string): Promise<PairedChild> =>
    seenBy(m, row, isOpen(row) ? await parts.of(m, row) : [], now)
  /** One that was changed outside is left out of what shows many, so that the others are shown. */
  const seenIfWhole = async (m: Manager, row: Child, now: string): Promise<PairedChild | undefined> => {
    if (!store.isWhole(row)) return undefined
    const known = isOpen(row) ? await parts.ifWhole(m, row) : []
    return known && seenBy(m, row, known, now)
  }
  const whole = async (m: Manager, id: string): Promise<Child> => {
    const row = await findOne(m, Child, { id })
    if (!row || !store.isWhole(row)) throw gone()
    return row
  }
  /** Row and parts are two reads: where somebody has corrected it between them it is read again, and only what stays at odds was changed outside. */
  const looked = async (m: Manager, row: Child, now: string): Promise<PairedChild> => {
    const found = await seenIfWhole(m, row, now)
    if (found) return found
    const again = await whole(m, row.id)
    return again.head === row.head ? seen(m, again, now) : looked(m, again, now)
  }

  /** The child as the thing that a case is about: only cadres of its places may begin one. */
  const subject: Subjects[string] = async (m, id, _atlas, asker) => {
    const row = await whole(m, id)
    if (asker?.beginner) needSight(asker.beginner, chainOf(row))
    const places = chainOf(row)
    return { title: `代号${row.code}`, places, applicant: places, facts: { code: row.code } }
  }

  return {
    subject,
    /** held until the unit ends @throws AppError notFound */
    hold: async (m: Manager, id: string, now: string): Promise<PairedChild> => seen(m, await store.hold(m, id), now),
    /** only looked at @throws AppError notFound */
    look: async (m: Manager, id: string, now: string): Promise<PairedChild> => looked(m, await whole(m, id), now),
    /** for a line of a list */
    ifWhole: async (m: Manager, id: string, now: string): Promise<PairedChild | undefined> => {
      const row = await findOne(m, Child, { id })
      return row && seenIfWhole(m, row, now)
    },
    /** @throws AppError notFound for whoever is no cadre of its places */
    mustKnow: async (caller: Caller, id: string, now: string): Promise<PairedChild> => {
      const row = await whole(db.read, id)
      needSight(caller, chainOf(row))
      return looked(db.read, row, now)
    },
    /** a step in the child's chain each time; of a child that is open and agreed @throws AppError notFound */
    reveal: async (m: Manager, id: string, { actor, about, now }: { actor: string; about: string; now: string }): Promise<Revealed> => {
      const row = await store.hold(m, id)
      if (row.state !== 'registered' || (await consents.living(m, row, 'motherView')).length === 0)
        throw new AppError('notFound', '现在看不到孩子的信息')
      const of = answersIn(await parts.of(m, row))
      await store.grow(m, row, { sort: 'reveal', actor, parts: ['contact', 'guardian'], about, at: now })
      const said = (part: string, name: string) => String(of(part)[name] ?? '')
      return { called: said('contact', 'called'), meetAt: said('contact', 'meetAt'), guardianPhone: said('guardian', 'phone') }
    },
    /** all registered children of a county, as far as matching compares them */
    ofCounty: async (county: string): Promise<Pick<PairedChild, 'id' | 'chain' | 'care'>[]> => {
      const found: Pick<PairedChild, 'id' | 'chain' | 'care'>[] = []
      for (let after = ''; ; ) {
        const rows = await db.read
          .createQueryBuilder(Child, 'c')
          .where("c.countyId = :county AND c.state = 'registered' AND c.id > :after", { county, after })
          .orderBy('c.id')
          .limit(TOGETHER)
          .getMany()
        const known = await parts.ofMany(db.read, rows.filter(store.isWhole))
        for (const [row, its] of known) found.push({ id: row.id, chain: chainOf(row), care: careAsked(answersIn(its)('care')) })
        const last = rows.at(-1)
        if (!last || rows.length < TOGETHER) return found
        await nextTurn()
        after = last.id
      }
    },
  }
}
export type PairedChildren = ReturnType<typeof pairedChildren>

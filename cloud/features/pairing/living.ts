import { addDays, dayOf } from '@shared/core/time'
import type { Living } from '@shared/features/pairing/pairing.schema'
import { TRIAL_DAYS } from '@shared/features/pairing/pairing.words'
import type { Caller } from '../../core/caller'
import { find, type Manager } from '../../core/database'
import { listPlace } from '../../core/list-place'
import { Pairing } from './pairing.entity'
import type { PairingParts } from './pairing.ports'

const PAGE = 20
/** A child has had so many at the most that anybody would want to read. */
const MOST = 30

/** How long a trial still is; null when there is none. */
const trialUntil = (state: string, begunAt: string | null): string | null =>
  begunAt !== null && (state === 'trial' || state === 'review') ? addDays(dayOf(begunAt), TRIAL_DAYS) : null

/** The pairings of a child and of a place, as cadres follow them. Coded names of children only. */
export function livingService({ db, ports, teamNames }: PairingParts) {
  const shown = async (m: Manager, rows: readonly Pairing[], codeOf: (child: string) => Promise<string | undefined>): Promise<Living[]> => {
    const cases = new Map(
      (
        await ports.pairings(
          m,
          rows.map(({ id }) => id),
        )
      ).map((one) => [one.id, one]),
    )
    const teams = await teamNames.of(
      m,
      rows.flatMap(({ teamId }) => teamId ?? []),
    )
    const all: Living[] = []
    for (const { id, childId, motherId, teamId, begunAt, live, beforeId, nextId } of rows) {
      const [found, code] = [cases.get(id), await codeOf(childId)]
      // What holds is said by the case: a row without one, or with one or a child that was changed outside, is no pairing.
      if (!found || code === undefined) continue
      all.push({
        ...{ id, child: childId, code, live, begunAt, before: beforeId, next: nextId },
        mother: { id: motherId, name: String(found.answers.name ?? '') || null },
        mode: found.answers.mode as Living['mode'],
        team: teamId !== null && teams.has(teamId) ? { id: teamId, name: teams.get(teamId) as string } : null,
        ...{ state: found.state, trialUntil: trialUntil(found.state, begunAt) },
      })
    }
    return all
  }
  return {
    /** @throws AppError notFound */
    ofChild: async (caller: Caller, childId: string, now: string): Promise<{ items: Living[] }> => {
      const { code } = await ports.children.mustKnow(caller, childId, now)
      const rows = await find(db.read, Pairing, { childId }, { order: { id: 'DESC' }, limit: MOST })
      return { items: await shown(db.read, rows, async () => code) }
    },
    /** those that go on, the newest first @throws AppError notAllowed */
    ofPlace: async (caller: Caller, { place: wanted, after }: { place?: string | undefined; after?: string | undefined }, now: string) => {
      const { level, place } = listPlace(caller, wanted, await ports.atlas())
      const query = db.read.createQueryBuilder(Pairing, 'p').where(`p.${level}Id = :place AND p.live = 1`, { place })
      if (after) query.andWhere('p.id < :after', { after })
      const found = await query
        .orderBy('p.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE)
      const items = await shown(db.read, rows, async (child) => (await ports.children.ifWhole(db.read, child, now))?.code)
      return { items, next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null }
    },
  }
}
export type LivingService = ReturnType<typeof livingService>

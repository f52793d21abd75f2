import { AppError } from '@shared/core/errors'
import type { SelectQueryBuilder } from 'typeorm'
import type { Caller } from '../../core/caller'
import { find, type Manager } from '../../core/database'
import { type Child, ChildEvent, type ChildOpening } from './child.entity'
import type { ChildParts, Kept } from './child.ports'
import { listed } from './child.store'

/** Steps of a record that tell of somebody's look into it, or of what the law asks for: by these a worry would be known. */
const TELLING: readonly string[] = ['ask', 'emergency', 'approve', 'refuse', 'giveUp', 'reviewRight', 'reviewWrong', 'read', 'duty']

const isWithin = (kept: readonly Kept[], childId: string, at: string): boolean =>
  kept.some((one) => one.childId === childId && one.since <= at && (one.until === null || at < one.until))

/** Whether an opening is kept from somebody; what she has asked for herself never is. */
export const isOpeningKept = (kept: readonly Kept[], row: ChildOpening, caller: Caller): boolean =>
  row.askedBy !== caller.account && row.askedPerson !== (caller.person ?? '') && isWithin(kept, row.childId, row.askedAt)

/** Whether a step is kept from somebody. */
export const isStepKept = (kept: readonly Kept[], { childId, sort, at, actorId }: ChildEvent, caller: Caller): boolean =>
  TELLING.includes(sort) && actorId !== caller.account && isWithin(kept, childId, at)

/** The same in a query: neither a row nor the key of a page tells of one. */
export function withoutKept(query: SelectQueryBuilder<ChildOpening>, kept: readonly Kept[]): void {
  for (const [at, { childId, since, until }] of kept.entries()) {
    const [child, from, to] = [`keptChild${at}`, `keptSince${at}`, `keptUntil${at}`]
    const within = `o.childId = :${child} AND o.askedAt >= :${from}${until === null ? '' : ` AND o.askedAt < :${to}`}`
    query.andWhere(`NOT (${within})`, { [child]: childId, [from]: since, ...(until === null ? {} : { [to]: until }) })
  }
}

type Of = Pick<ChildParts, 'ports'>

/**
 * Whom a worry about the child names has no say about it, whatever her office. She is told no more than of any record that is not open for
 * what she wants: `message` is said of those as well. @throws AppError notOpen
 */
export async function mustHaveSay({ ports }: Of, m: Manager, childId: string, { person }: Caller, message: string): Promise<void> {
  if (await ports.worries.bars(m, childId, person)) throw new AppError('notOpen', message)
}

/** The duty of the law that is recorded, as far as somebody may know of it. */
export async function dutySeenBy({ ports }: Of, m: Manager, row: Child, caller: Caller): Promise<string | null> {
  const kept = (await ports.worries.keptOf(m, caller.person)).filter(({ childId }) => childId === row.id)
  if (kept.length === 0) return row.duty
  const steps = await find(m, ChildEvent, { childId: row.id, sort: 'duty' }, { order: { seq: 'DESC' } })
  const last = steps.find((step) => !isStepKept(kept, step, caller))
  return last ? (listed(last.parts)[0] ?? null) : null
}

/** Whether the law keeps a record, as far as somebody may know of it: a duty that is written down, or a worry that is not closed. */
export async function isKeptByLaw(of: Of, m: Manager, row: Child, caller: Caller): Promise<boolean> {
  if ((await dutySeenBy(of, m, row, caller)) !== null) return true
  const { keptFrom, isOpen } = of.ports.worries
  return (await isOpen(m, row.id)) && !(caller.person !== undefined && (await keptFrom(m, row.id)).includes(caller.person))
}

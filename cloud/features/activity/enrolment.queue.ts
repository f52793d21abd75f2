import type { Case } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import { changeOne, find, findOne, insert, isDuplicate, type Manager } from '../../core/database'
import { ActivityPlace } from './activity.entity'

/** The rows of who has a place or waits for one. Whoever comes here has changed the activity's row before, and so holds it. */

export type Standing = ActivityPlace['standing']

export const changedMeanwhile = (): AppError => new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')

/** Gives a case its place. @throws AppError staleVersion when it has one: her other phone was faster */
export async function stand(m: Manager, place: ActivityPlace): Promise<void> {
  // A seat is chosen before the case is seen to have moved on: her other phone may have sent it in the same moment.
  await insert(m, ActivityPlace, place).catch((error) => {
    throw isDuplicate(error) ? changedMeanwhile() : error
  })
}

/** Moves a place from one standing to another. @throws AppError staleVersion when it does not stand so any more */
export async function restand(m: Manager, { id }: Pick<Case, 'id'>, from: Standing, to: Standing): Promise<void> {
  const moved = await changeOne(m, ActivityPlace, 'application_id = :id AND standing = :from', { id, from }, { standing: to })
  if (!moved) throw changedMeanwhile()
}

/** Who is served next, of some villages or of all: the queue goes by rank, and within one rank by the number. */
export async function firstWaiting(m: Manager, activityId: string, villages?: readonly string[]): Promise<ActivityPlace | undefined> {
  const first = { order: { rank: 'ASC', queueNo: 'ASC' }, limit: 1 } as const
  const waiting = { activityId, standing: 'waiting' as const, ...(villages ? { villageId: villages } : {}) }
  return (await find(m, ActivityPlace, waiting, first))[0]
}

/** Those who wait, in order, behind one of them (`rank~number`); `most` rows. */
export function queueAfter(m: Manager, activityId: string, after: string | undefined, most: number): Promise<ActivityPlace[]> {
  const [rank = -1, no = 0] = (after ?? '').split('~').flatMap((part) => (/^\d{1,9}$/.test(part) ? [Number(part)] : []))
  return m
    .createQueryBuilder(ActivityPlace, 'p')
    .where("p.activityId = :activityId AND p.standing = 'waiting'", { activityId })
    .andWhere('(p.rank > :rank OR (p.rank = :rank AND p.queueNo > :no))', { rank, no })
    .orderBy('p.rank')
    .addOrderBy('p.queueNo')
    .limit(most)
    .getMany()
}

/**
 * Where a waiting woman stands: how many wait before her, and one. Counted in the index of one queue and for one case at a time:
 * no counter could say it, for women leave from the middle.
 */
export async function positionOf(m: Manager, row: Pick<Case, 'id'>): Promise<number | undefined> {
  const own = await findOne(m, ActivityPlace, { applicationId: row.id, standing: 'waiting' })
  if (!own) return undefined
  const { activityId: id, rank, queueNo: no } = own
  const before = await m
    .createQueryBuilder(ActivityPlace, 'p')
    .where("p.activityId = :id AND p.standing = 'waiting'", { id })
    .andWhere('(p.rank < :rank OR (p.rank = :rank AND p.queueNo < :no))', { rank, no })
    .getCount()
  return before + 1
}

/** How many seats are kept for women who have not answered yet; counted like the queue, for its organiser alone. */
export const offeredIn = (m: Manager, activityId: string): Promise<number> => m.countBy(ActivityPlace, { activityId, standing: 'offered' })

import type { PlaceChain } from '@shared/core/place'
import type { NextActivity } from '@shared/features/enrolment/enrolment.rules'
import type { Manager } from '../../core/database'
import { Activity } from './activity.entity'

/** The nearest activity of the same sort that she can still enrol in, of the same organiser or one above it. `now`: UTC ISO text. */
export async function nextOfItsSort(
  m: Manager,
  { id, sort }: Pick<Activity, 'id' | 'sort'>,
  organiser: PlaceChain,
  now: string,
): Promise<NextActivity | undefined> {
  const organisers = [organiser.village, organiser.town, organiser.county].filter((place) => place !== undefined)
  const next = await m
    .createQueryBuilder(Activity, 'a')
    .where('a.organiser_id IN (:...organisers) AND a.starts_at > :now', { organisers, now })
    .andWhere("a.state = 'published' AND a.sort = :sort AND a.enrol_by > :now AND a.id <> :id", { sort, id })
    .orderBy('a.starts_at')
    .addOrderBy('a.id')
    .limit(1)
    .getOne()
  return next ? { id: next.id, title: next.title, startsAt: next.startsAt } : undefined
}

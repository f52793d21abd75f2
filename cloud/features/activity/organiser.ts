import { AppError } from '@shared/core/errors'
import { covers } from '@shared/core/place'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { findOne, type Manager } from '../../core/database'
import type { Marks } from '../../core/marks'
import { Activity } from './activity.entity'

/** An activity that the caller organises; nothing for another's, as for one that there is not. */
export type Organised = (m: Manager, caller: Caller, id: string, atlas: Atlas) => Promise<Activity | undefined>

/** What everybody hears of an activity that there is not, or that is not hers to see. */
export const noActivity = (): AppError => new AppError('notFound', '没有找到这个活动，它可能已经结束了')

/** The same where only its organiser may go on. @throws AppError notFound */
export async function mustOrganise(organised: Organised, ...[m, caller, id, atlas]: Parameters<Organised>): Promise<Activity> {
  const activity = await organised(m, caller, id, atlas)
  if (!activity) throw noActivity()
  return activity
}

/** Who organises it, in words: 悦来镇妇联. */
export const organiserName = ({ organiserId }: Pick<Activity, 'organiserId'>, atlas: Atlas): string => `${atlas.nameOf(organiserId)}妇联`

/** Whose an activity is must not be for whoever can write the database to say: who organises it sees its women. */
export interface Organisers {
  organised: Organised
  /** whether an activity is of the caller's place or of one below it */
  isHers(caller: Caller, activity: Activity, atlas: Atlas): boolean
  /** the row of a new activity with its mark */
  marked(row: Omit<Activity, 'mark'>): Activity
}

export function organisersOf(marks: Marks): Organisers {
  const bound = ({ id, organiserId, createdBy, createdAt }: Omit<Activity, 'mark'>) => [id, organiserId, createdBy, createdAt] as const
  const isHers = (caller: Caller, activity: Activity, atlas: Atlas): boolean => {
    const chain = atlas.find(activity.organiserId)?.chain
    const covered = chain !== undefined && caller.grants.some((g) => covers(g.place, chain))
    return covered && marks.hold('activity', bound(activity), activity.mark)
  }
  return {
    isHers,
    marked: (row) => ({ ...row, mark: marks.of('activity', bound(row)) }),
    organised: async (m, caller, id, atlas) => {
      const activity = await findOne(m, Activity, { id })
      return activity && isHers(caller, activity, atlas) ? activity : undefined
    },
  }
}

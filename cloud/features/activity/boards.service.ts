import { invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { countUp } from '../../core/counting'
import type { Database, Manager } from '../../core/database'
import { Activity, PosterRead } from './activity.entity'
import { mustOrganise, noActivity, type Organised } from './organiser'

export interface Boards {
  /** the code of a village's board was opened: one more for the day, and nothing else is kept @throws AppError notFound, invalidInput */
  seen(m: Manager, activity: string, village: string, atlas: Atlas, now: string): Promise<void>
  /** sums for the organiser, the most first @throws AppError notFound */
  sums(caller: Caller, activity: string): Promise<{ items: { village: string; name: string; times: number }[] }>
}

/** What the posters of an activity bring, by village. */
export function boardsService(db: Database, atlasOf: () => Promise<Atlas>, organised: Organised): Boards {
  return {
    seen: async (m, activityId, villageId, atlas, now) => {
      if (atlas.find(villageId)?.level !== 'village') invalid({ village: '没有这个村' })
      const activity = await m.findOneBy(Activity, { id: activityId })
      if (activity?.state !== 'published') throw noActivity()
      await countUp(m, PosterRead, { activityId, villageId, day: dayOf(now), times: 1 }, 'times')
    },
    sums: async (caller, activityId) => {
      const atlas = await atlasOf()
      await mustOrganise(organised, db.read, caller, activityId, atlas)
      const rows = await db.read
        .createQueryBuilder(PosterRead, 'r')
        .select('r.village_id', 'village')
        .addSelect('SUM(r.times)', 'times')
        .where('r.activity_id = :activityId', { activityId })
        .groupBy('r.village_id')
        .getRawMany<{ village: string; times: number | string }>()
      const items = rows.map(({ village, times }) => ({ village, name: atlas.nameOf(village), times: Number(times) }))
      return { items: items.sort((a, b) => b.times - a.times || (a.village < b.village ? -1 : 1)) }
    },
  }
}

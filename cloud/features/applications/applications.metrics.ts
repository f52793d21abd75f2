import type { Database } from '../../core/database'
import type { Looked } from '../../core/metrics'
import { Application } from './application.entity'

/** How far the moves that the clock makes are behind; one short read by its key. */
export const applicationsMetrics = (db: Database, now: () => string): Looked[] => [
  {
    name: 'jinguo_clock_overdue_seconds',
    help: 'For how long the oldest move of the clock has been due',
    read: async () => {
      const at = now()
      const due = db.read.createQueryBuilder(Application, 'a').select('a.clock_at', 'at').where('a.clock_at <= :at', { at })
      const oldest = await due.orderBy('a.clock_at').limit(1).getRawOne<{ at: string }>()
      return oldest ? (Date.parse(at) - Date.parse(oldest.at)) / 1000 : 0
    },
  },
]

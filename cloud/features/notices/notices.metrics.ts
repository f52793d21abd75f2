import type { Database } from '../../core/database'
import type { Looked } from '../../core/metrics'
import { Outbox } from './notice.entity'

/** Depth beyond it is not counted: a scrape must stay cheap when things go badly. */
const MOST = 1_000

/** How the outbox is doing; two short reads by its key. */
export function noticesMetrics(db: Database, now: () => string): Looked[] {
  const waiting = () => db.read.createQueryBuilder(Outbox, 'o').where("o.state = 'waiting'")
  return [
    {
      name: 'jinguo_outbox_waiting',
      help: `Notices that wait to be sent, at most ${MOST}`,
      read: async () => (await waiting().select('o.id').limit(MOST).getRawMany()).length,
    },
    {
      name: 'jinguo_outbox_overdue_seconds',
      help: 'For how long the oldest notice could have been sent and was not',
      read: async () => {
        const oldest = await waiting().orderBy('o.next_at').limit(1).getOne()
        return oldest ? Math.max(0, (Date.parse(now()) - Date.parse(oldest.nextAt)) / 1000) : 0
      },
    },
  ]
}

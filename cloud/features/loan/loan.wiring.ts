import { underQuery, underView } from '@shared/features/loan/loan.case.schema'
import type { Database } from '../../core/database'
import { get } from '../../core/route'
import { loanEffects, loanGrounds } from './loan.effects'
import { loanRoutes } from './loan.routes'
import { loanService } from './loan.service'
import { type Look, under } from './under'

/** The subsidised loan as one: its policies, and what its kind needs from them. */
export const loansOf = (db: Database, { look }: { look: Look }) => ({
  routes: [
    ...loanRoutes(loanService(db)),
    get({
      path: '/loan/cases/:id/under',
      summary: '这一件按另一个政策来看会有什么不同（本人和妇联）',
      query: underQuery,
      answer: underView,
      show: ({ caller, params, query, now }) => under(db.read, look, caller, String(params.id), query.policy, now),
    }),
  ],
  effects: loanEffects,
  grounds: loanGrounds,
})

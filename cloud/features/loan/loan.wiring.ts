import type { Database } from '../../core/database'
import { loanEffects, loanGrounds } from './loan.effects'
import { loanRoutes } from './loan.routes'
import { loanService } from './loan.service'

/** The subsidised loan as one: its policies, and what its kind needs from them. */
export const loansOf = (db: Database) => ({
  routes: loanRoutes(loanService(db)),
  effects: loanEffects,
  grounds: loanGrounds,
})

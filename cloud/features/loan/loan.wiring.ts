import { type AfterReleaseParts, afterReleaseOf } from './book.wiring'
import { loanEffects, loanGrounds } from './loan.effects'
import { loanRoutes } from './loan.routes'
import { loanService } from './loan.service'

/** The subsidised loan as one: its policies, what its kind needs from them, and what follows after the release. */
export function loansOf(parts: AfterReleaseParts) {
  const { release, routes, work } = afterReleaseOf(parts)
  return {
    routes: [...loanRoutes(loanService(parts.db)), ...routes],
    effects: loanEffects(release),
    grounds: loanGrounds,
    work,
  }
}

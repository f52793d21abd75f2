import { underQuery, underView } from '@shared/features/loan/loan.case.schema'
import type { Releases } from '../../core/kind-ports'
import { get } from '../../core/route'
import { eraseNotes } from './book.erasing'
import { type AfterReleaseParts, afterReleaseOf } from './book.wiring'
import { loanEffects, loanGrounds } from './loan.effects'
import { loanRoutes } from './loan.routes'
import { loanService } from './loan.service'
import { loanFinders, loanSubject, type SameNumbers } from './loan.subject'
import { versionsOf } from './loan.versions'
import { type Look, under } from './under'

type LoanParts = AfterReleaseParts & { ports: { look: Look; sameNumbers: SameNumbers } }

/** The subsidised loan as one: its policies, what its kinds need from them, and what follows after the release. */
export function loansOf(parts: LoanParts) {
  const { db, ports } = parts
  const versions = versionsOf(parts.marks)
  const { release, amend, routes, work } = afterReleaseOf(parts, versions)
  return {
    routes: [
      ...loanRoutes(loanService(db, versions)),
      get({
        path: '/loan/cases/:id/under',
        summary: '这一件按另一个政策来看会有什么不同（本人和妇联）',
        query: underQuery,
        answer: underView,
        show: ({ caller, params, query, now }) =>
          under({ m: db.read, look: ports.look, versions }, caller, String(params.id), query.policy, now),
      }),
      ...routes,
    ],
    subject: loanSubject(ports.isHers),
    effects: loanEffects({ release, amend }),
    grounds: loanGrounds(versions),
    finders: loanFinders(ports.sameNumbers),
    releases: { loan: (m, { row }) => eraseNotes(m, row.id) } satisfies Releases,
    work,
  }
}

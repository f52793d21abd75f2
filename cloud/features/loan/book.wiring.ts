import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import { type RemindingPorts, remindOfPayments } from './book.reminding'
import { afterReleaseRoutes } from './book.routes'
import { type BookPorts, booksService } from './book.service'
import { bookStore } from './book.store'
import { drawClaims } from './claim.drawing'
import { type ClaimPorts, claimsService } from './claim.service'
import { claimStore } from './claim.store'
import { importsService } from './import.service'
import { loanTables } from './loan.tables'
import type { Versions } from './loan.versions'

export type AfterReleasePorts = BookPorts & ClaimPorts & RemindingPorts & { atlas(): Promise<Atlas> }

export interface AfterReleaseParts {
  db: Database
  seal: Sealer
  marks: Marks
  now(): string
  ports: AfterReleasePorts
}

/** Loans after their release as one: the book, the claims of every quarter, and what is done without anybody asking. */
export function afterReleaseOf({ db, seal, marks, now, ports }: AfterReleaseParts, versions: Versions) {
  const store = bookStore(marks, seal)
  const claimed = claimStore(marks)
  const books = booksService({ db, store, ports, versions }, claimed.touch)
  const claims = claimsService(db, claimed, store, ports)
  const imports = importsService({ db, marks, store, books, claims, ports })
  const tables = loanTables({ db, books: store, claims, store: claimed, ports })
  return {
    release: books.release,
    amend: books.amend,
    routes: afterReleaseRoutes({ books, imports, claims, tables }, ports.atlas),
    work: {
      /** tells everybody whose payment is near; resolves to how many books it was */
      remindOfPayments: () => remindOfPayments(db, store, now(), ports),
      /** goes on with claims that are being drawn up; resolves to how many */
      drawClaims: () => drawClaims(db, store, claimed),
    },
  }
}

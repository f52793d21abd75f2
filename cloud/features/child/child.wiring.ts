import type { Logger } from 'pino'
import type { Audited } from '../../core/audit'
import { chinaCalendar } from '../../core/calendar'
import type { Database } from '../../core/database'
import type { Marks } from '../../core/marks'
import type { Route } from '../../core/route'
import type { Sealer } from '../../core/seal'
import { accessCheck } from './access.check'
import { accessEvents } from './access.events'
import { accessReport } from './access.report'
import { accessTable } from './access.table'
import { childAudits } from './child.audit'
import { childClock } from './child.clock'
import type { ChildParts, ChildPorts } from './child.ports'
import { childRoutes } from './child.routes'
import { childService } from './child.service'
import { childStore, partStore } from './child.store'
import { childViews } from './child.views'
import { type ConsentStore, consentStore } from './consents'
import { openingsRoutes } from './openings.routes'
import { openingsService } from './openings.service'
import { type PairedChildren, pairedChildren } from './paired'
import { readingService } from './reading'
import { beginStub, register } from './registering'

interface Parts extends Omit<ChildPorts, 'calendar'> {
  db: Database
  seal: Sealer
  marks: Marks
  /** for the chains; never in the database */
  key: Buffer
  log: Logger
}

/** What a step takes besides what the register is made of. */
type Given<F, Made extends unknown[]> = F extends (...of: [...Made, ...infer R]) => unknown ? R : never

interface Wired {
  routes: Route[]
  audited: Audited[]
  /** children as pairings know them */
  paired: PairedChildren
  /** the first two steps of a record, as the routes make them */
  begin(...of: Given<typeof beginStub, [ChildParts]>): Promise<void>
  register(...of: Given<typeof register, [ChildParts, ConsentStore]>): Promise<'registered' | 'taken'>
  /** what the rules of the day ask for; resolves to how many records were looked at */
  clock(now: string): Promise<number>
}

/** The register of children as one. */
export function childrenOf({ db, seal, marks, key, log, ...others }: Parts): Wired {
  const ports: ChildPorts = { ...others, calendar: chinaCalendar }
  const of: ChildParts = { db, seal, marks, store: childStore(seal, marks, key), parts: partStore(seal, marks), ports, log }
  const consents = consentStore(seal, marks, ports.pictures)
  const views = childViews(of, consents)
  const openings = openingsService(of, consents)
  const reading = readingService(of, consents, openings)
  const events = accessEvents(of)
  const audit = { report: accessReport(of, events), table: accessTable(of, events), check: accessCheck(of, events) }
  return {
    routes: [
      ...childRoutes({ of, consents, views, children: childService(of, consents), ...audit }),
      ...openingsRoutes({ openings, reading, views, nameOf: ports.nameOf }),
    ],
    paired: pairedChildren(of, consents),
    begin: (...given) => beginStub(of, ...given),
    register: (...given) => register(of, consents, ...given),
    audited: childAudits(of, consents),
    clock: childClock(of, (child, err) => log.error({ child, err }, 'the rules of the day could not be held against a record')),
  }
}

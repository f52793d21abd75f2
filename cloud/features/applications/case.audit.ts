import type { Audited, Damage } from '../../core/audit'
import { chainAudit } from '../../core/chain.audit'
import type { Database } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { Application, ApplicationEvent } from './application.entity'
import { type chainedBy, ERASED, isErased } from './case.chain'
import { type CaseStore, caseRow } from './case.store'

interface Parts {
  db: Database
  store: Pick<CaseStore, 'isWhole'>
  seal: Sealer
  chained: ReturnType<typeof chainedBy>
}

function keyDamage(seal: Sealer, row: Application, events: readonly ApplicationEvent[]): Damage | undefined {
  if (isErased(row)) return events.at(-1)?.move === ERASED ? undefined : 'keyRemoved'
  try {
    seal.rewrap(caseRow(row), row.dataKey)
    return undefined
  } catch {
    return 'keyDamaged'
  }
}

/** Every case with its chain, its row's mark and its key. */
export const caseAudit = ({ db, store, seal, chained }: Parts): Audited =>
  chainAudit<Application, ApplicationEvent>({
    ...{ what: 'application', db, row: Application, event: ApplicationEvent, owner: 'applicationId', chained },
    receiptOf: ({ receipt }) => receipt,
    besides: (row, events) => {
      const key = keyDamage(seal, row, events)
      return [...(store.isWhole(row) ? [] : ['rowChanged' as const]), ...(key ? [key] : [])]
    },
  })

import { type Audited, type Damage, markedRows, pageAfter } from '../../core/audit'
import { chainAudit } from '../../core/chain.audit'
import { Child, ChildConsent, ChildEvent, ChildOpening, ChildPart } from './child.entity'
import type { ChildParts } from './child.ports'
import { childRow, digestOf, ERASED } from './child.store'
import type { ConsentStore } from './consents'
import { openingStore } from './opening.store'

/** Consents and openings by their marks; that each was given stands in the child's chain as well. */
const unanchored = { changes: async function* () {}, compare: async () => [] }

/** The register: every record with its chain, its row's mark, its key and its parts, then the consents and openings. */
export function childAudits({ db, seal, marks, store, parts }: ChildParts, consents: ConsentStore): Audited[] {
  const keyDamage = (row: Child, events: readonly ChildEvent[]): Damage[] => {
    if (row.dataKey === '') return events.some(({ sort }) => sort === ERASED) ? [] : ['keyRemoved']
    try {
      seal.rewrap(childRow(row), row.dataKey)
      return []
    } catch {
      return ['keyDamaged']
    }
  }
  const partDamage = async (row: Child): Promise<Damage[]> => {
    const known = await db.read.findBy(ChildPart, { childId: row.id })
    return known.every(parts.isWhole) && digestOf(known) === row.digest ? [] : ['rowChanged']
  }
  const openings = openingStore(marks)
  return [
    chainAudit<Child, ChildEvent>({
      ...{ what: 'child', db, row: Child, event: ChildEvent, owner: 'childId', chained: store.chained },
      besides: async (row, events) => [
        ...(store.isWhole(row) ? [] : ['rowChanged' as const]),
        ...keyDamage(row, events),
        ...(await partDamage(row)),
      ],
    }),
    { ...markedRows('child_consent', (after) => db.read.find(ChildConsent, pageAfter(after)), consents.isWhole), ...unanchored },
    { ...markedRows('child_opening', (after) => db.read.find(ChildOpening, pageAfter(after)), openings.isWhole), ...unanchored },
  ]
}

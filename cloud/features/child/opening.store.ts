import { changeOne, type Manager } from '../../core/database'
import type { Marks } from '../../core/marks'
import { ChildOpening } from './child.entity'

/** Openings by their marks: who may only write the database can neither make one nor prolong it. */
export function openingStore(marks: Marks) {
  const said = (row: Omit<ChildOpening, 'mark'>) =>
    [
      ...([row.id, row.childId, row.villageId, row.townId, row.countyId, row.state, row.waits, row.emergency] as const),
      ...[row.parts, row.why, row.words, row.askedBy, row.askedPerson, row.askedAt, row.until, row.decidedBy, row.decidedAt],
      ...[row.openedAt, row.review, row.reviewDue, row.reminded],
    ] as const
  const marked = (row: Omit<ChildOpening, 'mark'>): ChildOpening => ({ ...row, mark: marks.of('child_opening', said(row)) })
  return {
    marked,
    isWhole: (row: ChildOpening): boolean => marks.hold('child_opening', said(row), row.mark),
    /** of a child that is held: nobody else changes it meanwhile */
    change: async (m: Manager, row: ChildOpening, changed: Partial<ChildOpening>): Promise<ChildOpening> => {
      const next = marked({ ...row, ...changed })
      if (!(await changeOne(m, ChildOpening, 'id = :id AND mark = :mark', { id: row.id, mark: row.mark }, next)))
        throw new Error(`opening ${row.id} was changed meanwhile`)
      return next
    },
  }
}

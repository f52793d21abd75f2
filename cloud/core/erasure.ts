import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Audited, markedRows, pageAfter } from './audit'
import { type Database, insert, type Manager } from './database'
import type { Marks } from './marks'
import type { Sealer } from './seal'

/** That something was erased, when, by whom and why. Who and why are sealed, for they name people. */
@Entity('erasure')
export class Erasure {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'sort', type: 'varchar', length: 12 }) sort: 'application' | 'person' | 'walkIn' | 'child'
  @Column({ name: 'subject_id', type: 'varchar', length: 26 }) subjectId: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** What the data key of a record belongs to. */
export const erasureRow = ({ id }: { id: string }): string => `erasure:${id}`

/** What the mark of a record binds. */
const said = ({ id, sort, subjectId, at, words }: Omit<Erasure, 'dataKey' | 'mark'>) => [id, sort, subjectId, at, words] as const

/** Records of erasures by their marks. They are not anchored: that a case was erased stands in its chain as well. */
export const erasureAudit = (db: Database, marks: Marks): Audited => ({
  ...markedRows(
    'erasure',
    (after) => db.read.find(Erasure, pageAfter(after)),
    (row) => marks.hold('erasure', said(row), row.mark),
  ),
  changes: async function* () {},
  compare: async () => [],
})

/** Why something is erased, in the words of who does it. */
export interface Ordered {
  by: string
  why: string
}

/** What records of erasures are sealed and marked with. */
export interface Recording {
  seal: Sealer
  marks: Marks
}

/** Records an erasure in the unit that erases. */
export async function recordErasure(
  m: Manager,
  { seal, marks }: Recording,
  erased: Pick<Erasure, 'id' | 'sort' | 'subjectId' | 'at'>,
  ordered: Ordered,
): Promise<void> {
  const dataKey = seal.newKey(erasureRow(erased))
  const words = seal.seal(erasureRow(erased), dataKey, 'words', { by: ordered.by, why: ordered.why })
  const mark = marks.of('erasure', said({ ...erased, words }))
  await insert(m, Erasure, { ...erased, dataKey, words, mark })
}

import { Column, Entity, PrimaryColumn } from 'typeorm'
import { insert, type Manager } from './database'
import type { Marks } from './marks'
import type { Sealer } from './seal'

/** That something was erased, when, by whom and why. Who and why are sealed, for they name people. */
@Entity('erasure')
export class Erasure {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'sort', type: 'varchar', length: 12 }) sort: 'application' | 'person'
  @Column({ name: 'subject_id', type: 'varchar', length: 26 }) subjectId: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

export const erasureRow = ({ id }: { id: string }): string => `erasure:${id}`

/** Why something is erased, in the words of who does it. */
export interface Ordered {
  by: string
  why: string
}

/** Records an erasure in the unit that erases. */
export async function recordErasure(
  m: Manager,
  { seal, marks }: { seal: Sealer; marks: Marks },
  erased: Pick<Erasure, 'id' | 'sort' | 'subjectId' | 'at'>,
  ordered: Ordered,
): Promise<void> {
  const dataKey = seal.newKey(erasureRow(erased))
  const words = seal.seal(erasureRow(erased), dataKey, 'words', { by: ordered.by, why: ordered.why })
  const mark = marks.of('erasure', [erased.id, erased.sort, erased.subjectId, erased.at, words])
  await insert(m, Erasure, { ...erased, dataKey, words, mark })
}

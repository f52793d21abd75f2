import type { Reminded } from '@shared/features/pairing/company.rules'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** As `remind_at`: nobody will be reminded. */
export const NO_REMINDER = '9'

/** The diary of one pairing: its key, and whom the clock reminds next when nothing is written. Who may read it is said by the pairing's case. */
@Entity('pairing_diary')
export class PairingDiary {
  /** its own, under which its pictures and sounds are kept: who may look at the case may not look at those for that */
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'pairing_id', type: 'varchar', length: 26 }) pairingId: string
  /** empty once it is destroyed */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  /** how many writings there are: each has its number from here, so that nobody reads past one that is not there yet */
  @Column({ name: 'count', type: 'int' }) count: number
  @Column({ name: 'remind_at', type: 'varchar', length: 24 }) remindAt: string
  @Column({ name: 'reminds', type: 'varchar', length: 8 }) reminds: Reminded
}

/** One writing, sealed whole: not even its day stands in clear. Rows are only ever added. */
@Entity('diary_revision')
export class DiaryRevision {
  @PrimaryColumn({ name: 'diary_id', type: 'varchar', length: 26 }) diaryId: string
  @PrimaryColumn({ name: 'no', type: 'int' }) no: number
  /** made on the phone: what is sent twice is stored once */
  @Column({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'sealed', type: 'text' }) sealed: string
  @Column({ name: 'stored_at', type: 'varchar', length: 24 }) storedAt: string
}

import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One tap on a roster; rows are only ever added. What they come to is worked out when they are read. */
@Entity('roster_mark')
export class RosterMark {
  /** made on the phone: the same tap that is sent twice is stored once */
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  /** the enrolment; or its own id, when it adds a woman who had not enrolled */
  @Column({ name: 'about_id', type: 'varchar', length: 26 }) aboutId: string
  /** ids of the ticks that it takes back (JSON) */
  @Column({ name: 'undoes', type: 'text' }) undoes: string
  /** by the phone's clock */
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  @Column({ name: 'stored_at', type: 'varchar', length: 24 }) storedAt: string
  /** the cadre whose phone sent it */
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  /** of the woman whom it adds; empty in all others */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'who', type: 'text' }) who: string
}

import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One change of a published activity; the rows are its history. */
@Entity('activity_change')
export class ActivityChange {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'what', type: 'varchar', length: 10 }) what: 'moved' | 'edited' | 'cancelled'
  /** what changed, as it was and as it is then (JSON, see `ChangedFields`) */
  @Column({ name: 'was', type: 'text' }) was: string
  @Column({ name: 'becomes', type: 'text' }) becomes: string
  /** the reason, in the words that the women are told */
  @Column({ name: 'why', type: 'varchar', length: 120 }) why: string
  /** whether those who have put their names down are told */
  @Column({ name: 'tells', type: 'boolean' }) tells: boolean
  @Column({ name: 'made_by', type: 'varchar', length: 26 }) madeBy: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  /**
   * checking → done | withheld | dropped. What waits for the content check has not happened yet (a cancellation has: only its reason
   * waits); withheld did not pass; dropped came too late: the activity had begun or was cancelled meanwhile.
   */
  @Column({ name: 'state', type: 'varchar', length: 10 }) state: 'checking' | 'done' | 'withheld' | 'dropped'
  /** when the content check may be tried (again); null when it is done */
  @Column({ name: 'check_at', type: 'varchar', length: 24, nullable: true }) checkAt: string | null
  /** since when women are to be told; null when there is nobody left to tell */
  @Column({ name: 'tell_at', type: 'varchar', length: 24, nullable: true }) tellAt: string | null
  /** the enrolment of the woman who was told last: it goes by the key, and no further than one woman in one unit of work */
  @Column({ name: 'told_up_to', type: 'varchar', length: 26 }) toldUpTo: string
}

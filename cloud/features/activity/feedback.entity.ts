import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What one woman thought of an activity; how many thought so is counted, her words are sealed under a key of their own. */
@Entity('activity_feedback')
export class ActivityFeedback {
  /** her enrolment */
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'face', type: 'varchar', length: 8 }) face: 'useful' | 'fair' | 'useless'
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  /** empty when she wrote none */
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'changed_at', type: 'varchar', length: 24 }) changedAt: string
}

import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One dated training, lecture or event with seats. The counters change only by conditional updates of this row. */
@Entity('activity')
export class Activity {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'title', type: 'varchar', length: 60 }) title: string
  @Column({ name: 'sort', type: 'varchar', length: 20 }) sort: string
  @Column({ name: 'cover', type: 'varchar', length: 20 }) cover: string
  /** where it is held, in words */
  @Column({ name: 'place', type: 'varchar', length: 80 }) place: string
  @Column({ name: 'organiser_id', type: 'varchar', length: 26 }) organiserId: string
  @Column({ name: 'starts_at', type: 'varchar', length: 24 }) startsAt: string
  @Column({ name: 'ends_at', type: 'varchar', length: 24 }) endsAt: string
  @Column({ name: 'enrol_by', type: 'varchar', length: 24 }) enrolBy: string
  @Column({ name: 'seats', type: 'int' }) seats: number
  @Column({ name: 'taken', type: 'int' }) taken: number
  @Column({ name: 'waiting', type: 'int' }) waiting: number
  /** the number of the last place in the queue that was given out */
  @Column({ name: 'queue_last', type: 'int' }) queueLast: number
  @Column({ name: 'needs_review', type: 'boolean' }) needsReview: boolean
  @Column({ name: 'bring', type: 'varchar', length: 120 }) bring: string
  @Column({ name: 'about', type: 'text' }) about: string
  /** `{ birthYear?: { from, to }, villages?: [ids] }` */
  @Column({ name: 'rules', type: 'text' }) rules: string
  /** checking → published | withheld; published → cancelled */
  @Column({ name: 'state', type: 'varchar', length: 12 }) state: 'checking' | 'published' | 'withheld' | 'cancelled'
  /** when the content check may be tried (again); null when it is done */
  @Column({ name: 'check_at', type: 'varchar', length: 24, nullable: true }) checkAt: string | null
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
}

/** A place in an activity or in its queue, one for each enrolment that was decided. */
@Entity('activity_place')
export class ActivityPlace {
  @PrimaryColumn({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'standing', type: 'varchar', length: 8 }) standing: 'seated' | 'waiting' | 'left'
  /** her number in the queue; 0 when she never waited */
  @Column({ name: 'queue_no', type: 'int' }) queueNo: number
}

/** How often the codes on one village's boards were opened on one day; nobody is in it, nor the time of day. */
@Entity('poster_read')
export class PosterRead {
  @PrimaryColumn({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @PrimaryColumn({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @Column({ name: 'times', type: 'int' }) times: number
}

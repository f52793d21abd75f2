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
  /** who may come (JSON, see `ActivityRules`) */
  @Column({ name: 'rules', type: 'text' }) rules: string
  /** checking → published | withheld; published → cancelled */
  @Column({ name: 'state', type: 'varchar', length: 12 }) state: 'checking' | 'published' | 'withheld' | 'cancelled'
  /** when the content check may be tried (again); null when it is done */
  @Column({ name: 'check_at', type: 'varchar', length: 24, nullable: true }) checkAt: string | null
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  /** how many changes have taken effect: who changes it names the one that she saw */
  @Column({ name: 'revision', type: 'int' }) revision: number
  /** what activities that were published together to be held again and again have in common */
  @Column({ name: 'series_id', type: 'varchar', length: 26, nullable: true }) seriesId: string | null
  /** over what says whose it is */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
  /** for how long a freed seat is offered at most; 0: whoever is next has it at once */
  @Column({ name: 'offer_hours', type: 'int' }) offerHours: number
  /** when its organiser was told that it is too late for offers and the queue is to be phoned; null as long as she was not */
  @Column({ name: 'by_phone_since', type: 'varchar', length: 24, nullable: true }) byPhoneSince: string | null
  /** when those who have a seat are reminded next, see `nextReminder`; null when nothing is left to say */
  @Column({ name: 'remind_at', type: 'varchar', length: 24, nullable: true }) remindAt: string | null
  /** what is asked beside the usual (JSON, see `ExtraQuestion`); null: nothing */
  @Column({ name: 'questions', type: 'text', nullable: true }) questions: string | null
  /** how many of the free seats are kept for women of certain villages; 0 once they are everybody's */
  @Column({ name: 'reserved', type: 'int' }) reserved: number
  /** when what is kept becomes everybody's; null when that has happened, or nothing was kept */
  @Column({ name: 'quotas_open_at', type: 'varchar', length: 24, nullable: true }) quotasOpenAt: string | null
}

/** A place in an activity or in its queue, one for each enrolment that was decided. */
@Entity('activity_place')
export class ActivityPlace {
  @PrimaryColumn({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'standing', type: 'varchar', length: 8 }) standing: 'seated' | 'offered' | 'waiting' | 'left'
  /** her number in the queue; 0 when she never waited */
  @Column({ name: 'queue_no', type: 'int' }) queueNo: number
  /** whom a stated rule serves first stands at a lower rank; within one rank the number decides */
  @Column({ name: 'queue_rank', type: 'int' }) rank: number
  /** the moment up to which she was reminded, or knew by herself: when she put her name down */
  @Column({ name: 'reminded', type: 'varchar', length: 24 }) reminded: string
  /** why she did not come, as the organiser found out; see `ABSENCES` */
  @Column({ name: 'absent', type: 'varchar', length: 12, nullable: true }) absent: string | null
  /** the village that she named; not there in places from before villages were kept seats */
  @Column({ name: 'village_id', type: 'varchar', length: 26, nullable: true }) villageId: string | null
}

/** Seats that are kept for one village, and how many of its women have one. It counts only until they are everybody's. */
@Entity('activity_quota')
export class ActivityQuota {
  @PrimaryColumn({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @PrimaryColumn({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @Column({ name: 'seats', type: 'int' }) seats: number
  @Column({ name: 'taken', type: 'int' }) taken: number
}

/** How often the codes on one village's boards were opened on one day; nobody is in it, nor the time of day. */
@Entity('poster_read')
export class PosterRead {
  @PrimaryColumn({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @PrimaryColumn({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @Column({ name: 'times', type: 'int' }) times: number
}

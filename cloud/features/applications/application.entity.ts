import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One case of one kind. Answers are sealed; places stand in columns of their own, so that lists read by key. */
@Entity('application')
export class Application {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'kind', type: 'varchar', length: 40 }) kind: string
  @Column({ name: 'edition', type: 'int' }) edition: number
  @Column({ name: 'receipt', type: 'varchar', length: 11 }) receipt: string
  @Column({ name: 'about_id', type: 'varchar', length: 26, nullable: true }) aboutId: string | null
  /** null in an anonymous case */
  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true }) personId: string | null
  /** the account that filed it */
  @Column({ name: 'filer_id', type: 'varchar', length: 26 }) filerId: string
  @Column({ name: 'village_id', type: 'varchar', length: 26, nullable: true }) villageId: string | null
  @Column({ name: 'town_id', type: 'varchar', length: 26, nullable: true }) townId: string | null
  @Column({ name: 'county_id', type: 'varchar', length: 26, nullable: true }) countyId: string | null
  @Column({ name: 'about_village_id', type: 'varchar', length: 26, nullable: true }) aboutVillageId: string | null
  @Column({ name: 'about_town_id', type: 'varchar', length: 26, nullable: true }) aboutTownId: string | null
  @Column({ name: 'about_county_id', type: 'varchar', length: 26, nullable: true }) aboutCountyId: string | null
  @Column({ name: 'state', type: 'varchar', length: 40 }) state: string
  @Column({ name: 'version', type: 'int' }) version: number
  @Column({ name: 'due', type: 'varchar', length: 24, nullable: true }) due: string | null
  @Column({ name: 'due_estimated', type: 'boolean' }) dueEstimated: boolean
  @Column({ name: 'clock_at', type: 'varchar', length: 24, nullable: true }) clockAt: string | null
  /** what the engine remembers: sender, agreed, reached, people, offices (JSON of ids) */
  @Column({ name: 'course', type: 'text' }) course: string
  /** empty once the case is erased */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'answers', type: 'text' }) answers: string
  /** how many events its chain has, and the hash of the last one */
  @Column({ name: 'events', type: 'int' }) events: number
  @Column({ name: 'head', type: 'varchar', length: 64 }) head: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'changed_at', type: 'varchar', length: 24 }) changedAt: string
  /** when its chain last grew: looks at masked answers are in the chain, but change nothing */
  @Column({ name: 'recorded_at', type: 'varchar', length: 24 }) recordedAt: string
  /** over all columns but the data key, which is wrapped anew from time to time */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** What happened, in order; rows are only ever added, each chained to the one before. */
@Entity('application_event')
export class ApplicationEvent {
  @PrimaryColumn({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
  /** its number in the chain, from 1 */
  @PrimaryColumn({ name: 'seq', type: 'int' }) seq: number
  @Column({ name: 'move', type: 'varchar', length: 40 }) move: string
  @Column({ name: 'from_state', type: 'varchar', length: 40 }) fromState: string
  @Column({ name: 'to_state', type: 'varchar', length: 40 }) toState: string
  /** null: the system */
  @Column({ name: 'actor_id', type: 'varchar', length: 26, nullable: true }) actorId: string | null
  /** the actor, when she acted as an official: her own list of what she has dealt with */
  @Column({ name: 'handler_id', type: 'varchar', length: 26, nullable: true }) handlerId: string | null
  @Column({ name: 'party', type: 'varchar', length: 40 }) party: string
  @Column({ name: 'standing_in', type: 'boolean' }) standingIn: boolean
  /** the applicant, when somebody else filed for her */
  @Column({ name: 'on_behalf_id', type: 'varchar', length: 26, nullable: true }) onBehalfId: string | null
  @Column({ name: 'input', type: 'text' }) input: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  @Column({ name: 'hash', type: 'varchar', length: 64 }) hash: string
}

/** As `alarm_at`: nothing will be said any more. */
export const NO_ALARM = '9'
/** Why a case stands in somebody's inbox: it waits for her; the one below her is late; it was asked a second time what could have been asked at once, or too late. */
export type Why = '' | 'late' | 'again' | 'slow'

/** For whom a case waits now, and who else is to look after it: one row each, read by (holder, due, id). */
@Entity('application_todo')
export class ApplicationTodo {
  /** `person:<id>`, `account:<id>` or `<role>@<place>` */
  @PrimaryColumn({ name: 'holder', type: 'varchar', length: 60 }) holder: string
  /** `9` when there is no deadline */
  @PrimaryColumn({ name: 'due', type: 'varchar', length: 24 }) due: string
  @PrimaryColumn({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
  @Column({ name: 'kind', type: 'varchar', length: 40 }) kind: string
  /** when something is said about its deadline next: a reminder, then that it is late */
  @Column({ name: 'alarm_at', type: 'varchar', length: 24 }) alarmAt: string
  @Column({ name: 'why', type: 'varchar', length: 8 }) why: Why
}

/** One open case per person, kind and thing (none where the kind is once per person): a second submit from an edited draft finds the slot taken. */
@Entity('application_slot')
export class ApplicationSlot {
  @PrimaryColumn({ name: 'person_id', type: 'varchar', length: 26 }) personId: string
  @PrimaryColumn({ name: 'kind', type: 'varchar', length: 40 }) kind: string
  @PrimaryColumn({ name: 'about_id', type: 'varchar', length: 26 }) aboutId: string
  @Column({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
}

/** The ID numbers that a case names, as keyed hashes: nobody can read them, two of the same person are the same. */
@Entity('application_number')
export class ApplicationNumber {
  @PrimaryColumn({ name: 'application_id', type: 'varchar', length: 26 }) applicationId: string
  /** the question that was answered with it */
  @PrimaryColumn({ name: 'field', type: 'varchar', length: 40 }) field: string
  @Column({ name: 'kind', type: 'varchar', length: 40 }) kind: string
  @Column({ name: 'hash', type: 'varchar', length: 43 }) hash: string
  /** the same as long as the case is open and the number is whose case it is: unique within the kind */
  @Column({ name: 'open_hash', type: 'varchar', length: 43, nullable: true }) openHash: string | null
}

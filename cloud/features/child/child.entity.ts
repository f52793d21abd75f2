import { Column, Entity, PrimaryColumn } from 'typeorm'

export type ChildState = 'stub' | 'registered' | 'closed' | 'withdrawn' | 'erased'

/** A child by its coded name. Nothing in this row tells who it is; what does lies sealed in its parts. */
@Entity('child')
export class Child {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @Column({ name: 'town_id', type: 'varchar', length: 26 }) townId: string
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'state', type: 'varchar', length: 12 }) state: ChildState
  /** when its state began */
  @Column({ name: 'since', type: 'varchar', length: 24 }) since: string
  @Column({ name: 'code', type: 'varchar', length: 12 }) code: string
  /** empty once the record is destroyed */
  @Column({ name: 'situation', type: 'varchar', length: 20 }) situation: string
  /** empty until it is registered */
  @Column({ name: 'risk', type: 'varchar', length: 10 }) risk: string
  /** keyed hash of the ID number: finds a second record of the same child without telling anybody of the first */
  @Column({ name: 'card_hash', type: 'varchar', length: 64, nullable: true }) cardHash: string | null
  /** for words about the child (reasons, consents); empty once the record is destroyed */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'duty', type: 'varchar', length: 20, nullable: true }) duty: string | null
  @Column({ name: 'closed_for', type: 'varchar', length: 20, nullable: true }) closedFor: string | null
  @Column({ name: 'version', type: 'int' }) version: number
  /** the day on which the rules of retention were last held against it */
  @Column({ name: 'looked_on', type: 'varchar', length: 10 }) lookedOn: string
  @Column({ name: 'events', type: 'int' }) events: number
  @Column({ name: 'head', type: 'varchar', length: 64 }) head: string
  /** over its parts as they are sealed: one that is put back from an older state shows */
  @Column({ name: 'digest', type: 'varchar', length: 64 }) digest: string
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'recorded_at', type: 'varchar', length: 24 }) recordedAt: string
  /** over all columns but the data key and the day of the last look */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** One part of what is known, under a key of its own: correcting it makes a new key, and the old value cannot be opened any more. */
@Entity('child_part')
export class ChildPart {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'part', type: 'varchar', length: 12 }) part: string
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'sealed', type: 'text' }) sealed: string
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** Who agreed to what, when and how; withdrawn, it stays as the fact that it was given and withdrawn. */
@Entity('child_consent')
export class ChildConsent {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'purpose', type: 'varchar', length: 12 }) purpose: string
  @Column({ name: 'way', type: 'varchar', length: 10 }) way: string
  @Column({ name: 'given_on', type: 'varchar', length: 10 }) givenOn: string
  /** the version of the special notice that was shown */
  @Column({ name: 'notice', type: 'int' }) notice: number
  /** who, and the pictures of the paper; sealed under the child's key */
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'recorded_by', type: 'varchar', length: 26 }) recordedBy: string
  @Column({ name: 'recorded_at', type: 'varchar', length: 24 }) recordedAt: string
  @Column({ name: 'withdrawn_by', type: 'varchar', length: 26, nullable: true }) withdrawnBy: string | null
  @Column({ name: 'withdrawn_at', type: 'varchar', length: 24, nullable: true }) withdrawnAt: string | null
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** What happened to a record and who looked into it, in order; rows are only ever added, each chained to the one before. */
@Entity('child_event')
export class ChildEvent {
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @PrimaryColumn({ name: 'seq', type: 'int' }) seq: number
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'sort', type: 'varchar', length: 16 }) sort: string
  /** null: a rule */
  @Column({ name: 'actor_id', type: 'varchar', length: 26, nullable: true }) actorId: string | null
  @Column({ name: 'standing_in', type: 'boolean' }) standingIn: boolean
  /** which parts, which purpose or which rule, with commas between; never a value */
  @Column({ name: 'parts', type: 'varchar', length: 200 }) parts: string
  /** the opening or the consent that it is about */
  @Column({ name: 'about_id', type: 'varchar', length: 26, nullable: true }) aboutId: string | null
  /** what somebody wrote, sealed under the child's key; empty when nobody did */
  @Column({ name: 'words', type: 'text' }) words: string
  /** the parts as they were afterwards */
  @Column({ name: 'digest', type: 'varchar', length: 64 }) digest: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  @Column({ name: 'hash', type: 'varchar', length: 64 }) hash: string
}

/** A request to look at sealed parts of one child, and what became of it. */
@Entity('child_opening')
export class ChildOpening {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @Column({ name: 'town_id', type: 'varchar', length: 26 }) townId: string
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'state', type: 'varchar', length: 10 }) state: 'asked' | 'open' | 'refused' | 'ended'
  /** what a colleague has still to do; empty for nothing */
  @Column({ name: 'waits', type: 'varchar', length: 10 }) waits: 'decision' | 'review' | ''
  @Column({ name: 'emergency', type: 'boolean' }) emergency: boolean
  @Column({ name: 'parts', type: 'varchar', length: 200 }) parts: string
  @Column({ name: 'why', type: 'varchar', length: 20 }) why: string
  /** sealed under the child's key */
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'asked_by', type: 'varchar', length: 26 }) askedBy: string
  @Column({ name: 'asked_person', type: 'varchar', length: 26, nullable: true }) askedPerson: string | null
  @Column({ name: 'asked_at', type: 'varchar', length: 24 }) askedAt: string
  /** until when it may be answered, begun or read */
  @Column({ name: 'until', type: 'varchar', length: 24 }) until: string
  @Column({ name: 'decided_by', type: 'varchar', length: 26, nullable: true }) decidedBy: string | null
  @Column({ name: 'decided_at', type: 'varchar', length: 24, nullable: true }) decidedAt: string | null
  /** when it was first read */
  @Column({ name: 'opened_at', type: 'varchar', length: 24, nullable: true }) openedAt: string | null
  /** of an emergency: whether a colleague has found it right */
  @Column({ name: 'review', type: 'varchar', length: 10, nullable: true }) review: 'due' | 'right' | 'wrong' | null
  @Column({ name: 'review_due', type: 'varchar', length: 24, nullable: true }) reviewDue: string | null
  /** the county was told that the review is late */
  @Column({ name: 'reminded', type: 'boolean' }) reminded: boolean
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** Whose sealed parts somebody has read on a day, each child once. */
@Entity('child_read')
export class ChildRead {
  @PrimaryColumn({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
}

/** How many children that were, and whether the county was told. */
@Entity('child_reader')
export class ChildReader {
  @PrimaryColumn({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @Column({ name: 'children', type: 'int' }) children: number
  @Column({ name: 'told', type: 'boolean' }) told: boolean
}

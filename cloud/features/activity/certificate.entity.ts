import { Column, Entity, PrimaryColumn } from 'typeorm'

/** That a woman came to a training. What it says is fixed on the day of issue and sealed. */
@Entity('certificate')
export class Certificate {
  /** of the first one of a line: that line's own id */
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  /** her line on the roster: the enrolment, or the mark that added her; of several certificates of a line one at most is valid */
  @Column({ name: 'line_id', type: 'varchar', length: 26 }) lineId: string
  /** what is printed on it, e.g. `DK7Q-4H2M-9` */
  @Column({ name: 'number', type: 'varchar', length: 11 }) number: string
  @Column({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'issued_at', type: 'varchar', length: 24 }) issuedAt: string
  @Column({ name: 'issued_by', type: 'varchar', length: 26 }) issuedBy: string
  @Column({ name: 'revoked_at', type: 'varchar', length: 24, nullable: true }) revokedAt: string | null
  @Column({ name: 'revoked_by', type: 'varchar', length: 26, nullable: true }) revokedBy: string | null
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  /** sealed `{ name, title, startsAt, endsAt, organiser }` */
  @Column({ name: 'words', type: 'text' }) words: string
  /** sealed; why it was revoked, for the organiser only */
  @Column({ name: 'reason', type: 'text' }) reason: string
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A picture or a sound that somebody sent. Until a case keeps it, only she can see it; after a day unkept it is deleted. */
@Entity('upload')
export class Upload {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @Column({ name: 'application_id', type: 'varchar', length: 26, nullable: true }) applicationId: string | null
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  /** over whose picture it is, and which case keeps it */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
  /** px; 0 of a sound */
  @Column({ name: 'width', type: 'int' }) width: number
  @Column({ name: 'height', type: 'int' }) height: number
  /** of a sound; 0 of a picture */
  @Column({ name: 'seconds', type: 'int' }) seconds: number
  @Column({ name: 'bytes', type: 'int' }) bytes: number
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
}

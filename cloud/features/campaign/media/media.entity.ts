import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A picture or a recording that a campaign's texts may show. Nothing in its row changes but what is told about it. */
@Entity('campaign_media')
export class CampaignMedia {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'campaign_id', type: 'varchar', length: 26 }) campaignId: string
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @Column({ name: 'sort', type: 'varchar', length: 10 }) sort: 'picture' | 'recording'
  /** what its file is called, and its address: made of what is in it */
  @Column({ name: 'hash', type: 'varchar', length: 32 }) hash: string
  /** px; 0 for a recording */
  @Column({ name: 'width', type: 'int' }) width: number
  @Column({ name: 'height', type: 'int' }) height: number
  /** 0 for a picture */
  @Column({ name: 'seconds', type: 'int' }) seconds: number
  /** of a recording `mp3`, `m4a` or `aac`; empty for a picture, which is there in several */
  @Column({ name: 'ending', type: 'varchar', length: 4 }) ending: '' | 'mp3' | 'm4a' | 'aac'
  /** of a recording, or of a picture's largest JPEG */
  @Column({ name: 'bytes', type: 'int' }) bytes: number
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  /** a version of a text shows it: it stays */
  @Column({ name: 'kept', type: 'boolean' }) kept: boolean
  /** what WeChat calls the question that it was asked; empty when it was not */
  @Column({ name: 'trace', type: 'varchar', length: 64 }) trace: string
  /** what WeChat's content check said; null: it was not asked, or has not answered yet */
  @Column({ name: 'checked', type: 'varchar', length: 6, nullable: true }) checked: 'pass' | 'review' | 'risky' | null
}

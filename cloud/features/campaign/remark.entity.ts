import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a reviewer remarks at one paragraph of one version. */
@Entity('campaign_remark')
export class CampaignRemark {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'text_id', type: 'varchar', length: 26 }) textId: string
  /** the version */
  @Column({ name: 'no', type: 'int' }) no: number
  /** the paragraph, counted from 1 */
  @Column({ name: 'paragraph', type: 'int' }) paragraph: number
  @Column({ name: 'note', type: 'varchar', length: 200 }) note: string
  @Column({ name: 'by_id', type: 'varchar', length: 26 }) byId: string
  @Column({ name: 'desk', type: 'varchar', length: 10 }) desk: 'editor' | 'section' | 'leader'
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  /** what the author says to it; empty while she has not */
  @Column({ name: 'reply', type: 'varchar', length: 200 }) reply: string
  /** when the author was done with it */
  @Column({ name: 'done_at', type: 'varchar', length: 24, nullable: true }) doneAt: string | null
}

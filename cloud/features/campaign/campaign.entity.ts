import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A campaign: its address and who keeps it. Whatever it says is in its texts. */
@Entity('campaign')
export class Campaign {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'slug', type: 'varchar', length: 60 }) slug: string
  /** whose cadres keep it */
  @Column({ name: 'place_id', type: 'varchar', length: 26 }) placeId: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
}

/** One page of a campaign: its opening (`frame`), an article or a quiz. It is public exactly when it has a published version. */
@Entity('campaign_text')
export class CampaignText {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'campaign_id', type: 'varchar', length: 26 }) campaignId: string
  /** the last part of its address; empty for the opening */
  @Column({ name: 'slug', type: 'varchar', length: 60 }) slug: string
  @Column({ name: 'sort', type: 'varchar', length: 10 }) sort: 'frame' | 'article' | 'quiz'
  /** where it stands among the others */
  @Column({ name: 'position', type: 'int' }) position: number
  @Column({ name: 'published_id', type: 'varchar', length: 26, nullable: true }) publishedId: string | null
  /** when it was published first, and when last */
  @Column({ name: 'published_at', type: 'varchar', length: 24, nullable: true }) publishedAt: string | null
  @Column({ name: 'changed_at', type: 'varchar', length: 24, nullable: true }) changedAt: string | null
  /** the account that published it last or withdrew it; null for what came with the product */
  @Column({ name: 'changed_by', type: 'varchar', length: 26, nullable: true }) changedBy: string | null
  /** why it was withdrawn, for cadres; empty while it is not */
  @Column({ name: 'withdrawn_for', type: 'varchar', length: 200 }) withdrawnFor: string
}

/** What a text said at one time; never changed. */
@Entity('campaign_version')
export class CampaignVersion {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'text_id', type: 'varchar', length: 26 }) textId: string
  @Column({ name: 'no', type: 'int' }) no: number
  /** JSON, as campaign.schema.ts says for its sort */
  @Column({ name: 'content', type: 'text' }) content: string
  /** what readers are told was put right; empty when nothing was */
  @Column({ name: 'note', type: 'varchar', length: 200 }) note: string
  /** the account that wrote it; null for what came with the product */
  @Column({ name: 'author_id', type: 'varchar', length: 26, nullable: true }) authorId: string | null
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
  /** what WeChat's content check said; null: it was not asked, or did not answer */
  @Column({ name: 'checked', type: 'varchar', length: 6, nullable: true }) checked: 'pass' | 'review' | 'risky' | null
}

/** One row whose number grows with whatever changes for readers: how every process notices. */
@Entity('campaign_shelf')
export class CampaignShelf {
  @PrimaryColumn({ name: 'id', type: 'int' }) id: number
  @Column({ name: 'no', type: 'int' }) no: number
}

/** How often a page was opened on one day, by the village whose board the code hung on; nobody is in it, nor the time of day. */
@Entity('campaign_read')
export class CampaignRead {
  @PrimaryColumn({ name: 'text_id', type: 'varchar', length: 26 }) textId: string
  /** empty when it was no village's code */
  @PrimaryColumn({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @Column({ name: 'times', type: 'int' }) times: number
}

/** How often an option of a quiz was chosen on one day, in one version of it; nobody is in it, nor the time of day. */
@Entity('campaign_choice')
export class CampaignChoice {
  @PrimaryColumn({ name: 'text_id', type: 'varchar', length: 26 }) textId: string
  @PrimaryColumn({ name: 'no', type: 'int' }) no: number
  @PrimaryColumn({ name: 'question_at', type: 'int' }) question: number
  @PrimaryColumn({ name: 'option_at', type: 'int' }) option: number
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  @Column({ name: 'times', type: 'int' }) times: number
}

/** An activity that stands on a campaign's page. */
@Entity('campaign_event')
export class CampaignEventShown {
  @PrimaryColumn({ name: 'campaign_id', type: 'varchar', length: 26 }) campaignId: string
  @PrimaryColumn({ name: 'activity_id', type: 'varchar', length: 26 }) activityId: string
  @Column({ name: 'added_by', type: 'varchar', length: 26 }) addedBy: string
  @Column({ name: 'added_at', type: 'varchar', length: 24 }) addedAt: string
}

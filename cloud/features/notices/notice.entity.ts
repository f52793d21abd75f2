import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Words for one account, in her inbox; sealed under a key of its own. */
@Entity('notice')
export class Notice {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @Column({ name: 'application_id', type: 'varchar', length: 26, nullable: true }) applicationId: string | null
  @Column({ name: 'sort', type: 'varchar', length: 10 }) sort: 'progress' | 'todo'
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'words', type: 'text' }) words: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
}

/** The same words on their way to WeChat. `sent` is only ever written after WeChat said so. */
@Entity('outbox')
export class Outbox {
  /** the notice's id */
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'state', type: 'varchar', length: 8 }) state: 'waiting' | 'sent' | 'failed'
  @Column({ name: 'attempts', type: 'int' }) attempts: number
  @Column({ name: 'next_at', type: 'varchar', length: 24 }) nextAt: string
  @Column({ name: 'lease', type: 'varchar', length: 26, nullable: true }) lease: string | null
  @Column({ name: 'failure', type: 'varchar', length: 20, nullable: true }) failure: string | null
  /** the place whose cadres call her when no message gets through; null for notices to cadres */
  @Column({ name: 'place_id', type: 'varchar', length: 26, nullable: true }) placeId: string | null
  /** minutes count: a text message is tried where WeChat does not arrive */
  @Column({ name: 'urgent', type: 'boolean' }) urgent: boolean
  @Column({ name: 'called', type: 'varchar', length: 12, nullable: true }) called: string | null
  @Column({ name: 'done_at', type: 'varchar', length: 24, nullable: true }) doneAt: string | null
}

/** How many messages of a template an account still allows. */
@Entity('message_permission')
export class MessagePermission {
  @PrimaryColumn({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @PrimaryColumn({ name: 'template', type: 'varchar', length: 10 }) template: 'progress' | 'todo'
  @Column({ name: 'remaining', type: 'int' }) remaining: number
}

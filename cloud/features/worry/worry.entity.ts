import { Column, Entity, PrimaryColumn } from 'typeorm'

/**
 * From whom a worry about a child is kept: whom it names, and whom its teller leaves out. That the case itself does not exist for them stands
 * in the case; by this are found what is done for the child besides, and what they may no longer do.
 */
@Entity('worry_kept')
export class WorryKept {
  @PrimaryColumn({ name: 'worry_id', type: 'varchar', length: 26 }) worryId: string
  @PrimaryColumn({ name: 'person_id', type: 'varchar', length: 26 }) personId: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  /** it is about her; otherwise she is only not told */
  @Column({ name: 'named', type: 'boolean' }) named: boolean
  /** the worry is not closed */
  @Column({ name: 'open', type: 'boolean' }) open: boolean
  @Column({ name: 'since', type: 'varchar', length: 24 }) since: string
  /** null: it holds. Of whom a worry names that was no mistake it holds for good */
  @Column({ name: 'until', type: 'varchar', length: 24, nullable: true }) until: string | null
}

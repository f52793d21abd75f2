import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Whom an open worry names: while it is open she is matched with no child. That it is kept from her stands in the case itself. */
@Entity('worry_named')
export class WorryNamed {
  @PrimaryColumn({ name: 'worry_id', type: 'varchar', length: 26 }) worryId: string
  @PrimaryColumn({ name: 'person_id', type: 'varchar', length: 26 }) personId: string
  /** her case as a caring mother, where she is one of this child's */
  @Column({ name: 'mother_id', type: 'varchar', length: 26, nullable: true }) motherId: string | null
  @Column({ name: 'live', type: 'boolean' }) live: boolean
}

import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Which mother's case and which child a pairing joins, by the id of its own case. It finds them; what holds is said by the case, which is marked. */
@Entity('pairing')
export class Pairing {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  /** her case as a caring mother */
  @Column({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  /** the pairing that it takes over from */
  @Column({ name: 'before_id', type: 'varchar', length: 26, nullable: true }) beforeId: string | null
  @Column({ name: 'live', type: 'boolean' }) live: boolean
}

/** How many live pairings a child has, and of which sort: never more than the sort allows. */
@Entity('pairing_child')
export class PairingChild {
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'mode', type: 'varchar', length: 10 }) mode: string
  @Column({ name: 'live', type: 'int' }) live: number
}

/** How many live pairings a mother has: never more than she takes. */
@Entity('pairing_mother')
export class PairingMother {
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'live', type: 'int' }) live: number
}

/** Pairs proposed for a county at once: to be approved one by one, and only while it is the newest. */
@Entity('pairing_plan')
export class PairingPlan {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'mode', type: 'varchar', length: 10 }) mode: string
  @Column({ name: 'total', type: 'int' }) total: number
  @Column({ name: 'made_by', type: 'varchar', length: 26 }) madeBy: string
  @Column({ name: 'made_at', type: 'varchar', length: 24 }) madeAt: string
}

@Entity('pairing_plan_pair')
export class PairingPlanPair {
  @PrimaryColumn({ name: 'plan_id', type: 'varchar', length: 26 }) planId: string
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'score', type: 'int' }) score: number
  /** somebody has approved it: she is asked */
  @Column({ name: 'asked', type: 'boolean' }) asked: boolean
}

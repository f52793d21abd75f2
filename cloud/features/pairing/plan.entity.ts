import { Column, Entity, PrimaryColumn } from 'typeorm'

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
  /** her case, or the team where teams were asked for */
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'score', type: 'int' }) score: number
  /** somebody has approved it: she is asked */
  @Column({ name: 'asked', type: 'boolean' }) asked: boolean
}

/** A child for whom the proposal has found nobody, and why. */
@Entity('pairing_plan_open')
export class PairingPlanOpen {
  @PrimaryColumn({ name: 'plan_id', type: 'varchar', length: 26 }) planId: string
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'why', type: 'varchar', length: 10 }) why: string
}

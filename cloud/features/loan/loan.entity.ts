import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A policy that the county added. Rows are only ever added: what was judged by a policy can be judged by it again. */
@Entity('loan_policy')
export class LoanPolicy {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  /** the policy itself, as `policyBody` has it */
  @Column({ name: 'body', type: 'text' }) body: string
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

/** The LPR of a day as the county wrote it down, in ten-thousandths of a per cent; put right by another row, of which the last holds. */
@Entity('loan_lpr')
export class LoanLpr {
  @PrimaryColumn({ name: 'day', type: 'varchar', length: 10 }) day: string
  /** from 1 */
  @PrimaryColumn({ name: 'no', type: 'int' }) no: number
  @Column({ name: 'rate', type: 'int' }) rate: number
  @Column({ name: 'source', type: 'varchar', length: 100 }) source: string
  @Column({ name: 'created_by', type: 'varchar', length: 26 }) createdBy: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  @Column({ name: 'mark', type: 'varchar', length: 43 }) mark: string
}

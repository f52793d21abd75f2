import type { MigrationInterface, QueryRunner } from 'typeorm'
import { columnsFor } from './columns'

/** Policies and LPRs carry marks as books do. What was added without one counts no more: the county writes it down again. */
export class LoanMarks1764300750000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    await runner.addColumn('loan_policy', code('mark', 43, { default: "''" }))
    await runner.addColumn('loan_lpr', code('mark', 43, { default: "''" }))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('loan_lpr', 'mark')
    await runner.dropColumn('loan_policy', 'mark')
  }
}

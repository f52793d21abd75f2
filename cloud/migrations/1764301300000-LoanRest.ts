import type { MigrationInterface, QueryRunner } from 'typeorm'
import { columnsFor, maybe } from './columns'

/** Where finance has paid another sum than was claimed: whether the rest is settled with the next claim. */
export class LoanRest1764301300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('loan_claim_line', columnsFor(runner).code('rest', 5, maybe))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('loan_claim_line', 'rest')
  }
}

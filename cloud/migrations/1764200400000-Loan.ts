import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, key } from './columns'

/** What the county adds to the policies and rates that every deployment begins with. */
export class Loan1764200400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, words, long, whole } = columnsFor(runner)
    const added = [code('created_by', 26), code('created_at', 24)]
    await runner.createTable(new Table({ name: 'loan_policy', columns: [code('id', 26, key), long('body'), ...added] }), true)
    await runner.createTable(
      new Table({ name: 'loan_lpr', columns: [code('day', 10, key), whole('rate'), words('source', 100), ...added] }),
      true,
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('loan_lpr', true)
    await runner.dropTable('loan_policy', true)
  }
}

import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

/** Whose ID numbers a case names, as keyed hashes: one open case per number, and what there is of it already can be counted. */
export class ApplicationNumber1764301100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    const table = new Table({
      name: 'application_number',
      columns: [code('application_id', 26, key), code('field', 40, key), code('kind', 40), code('hash', 43), code('open_hash', 43, maybe)],
      indices: [index('number_cases', ['kind', 'hash']), index('number_open', ['kind', 'open_hash'], { isUnique: true })],
    })
    await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('application_number', true)
  }
}

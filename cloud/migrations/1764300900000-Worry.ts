import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

/** Whom an open worry names, and notices for which a text message is tried where WeChat does not arrive. */
export class Worry1764300900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, flag } = columnsFor(runner)
    await runner.addColumns('outbox', [flag('urgent', { default: 0 })])
    const table = new Table({
      name: 'worry_named',
      columns: [code('worry_id', 26, key), code('person_id', 26, key), code('mother_id', 26, maybe), flag('live')],
      indices: [index('worry_named_live', ['live', 'mother_id'])],
    })
    await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('worry_named', true)
    await runner.dropColumns('outbox', ['urgent'])
  }
}

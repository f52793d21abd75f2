import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

/** Pairs of caring mothers and children: which case joins whom, how many each has, and what was proposed for a county. */
export class Pairing1764300600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole, flag } = columnsFor(runner)
    const tables = [
      new Table({
        name: 'pairing',
        columns: [code('id', 26, key), code('child_id', 26), code('mother_id', 26), code('before_id', 26, maybe), flag('live')],
        indices: [index('pairing_of_child', ['child_id', 'id']), index('pairing_of_mother', ['mother_id', 'id'])],
      }),
      new Table({ name: 'pairing_child', columns: [code('child_id', 26, key), code('mode', 10), whole('live')] }),
      new Table({ name: 'pairing_mother', columns: [code('mother_id', 26, key), whole('live')] }),
      new Table({
        name: 'pairing_plan',
        columns: [code('id', 26, key), code('county_id', 26), code('mode', 10), whole('total'), code('made_by', 26), code('made_at', 24)],
        indices: [index('pairing_plan_newest', ['county_id', 'id'])],
      }),
      new Table({
        name: 'pairing_plan_pair',
        columns: [code('plan_id', 26, key), code('child_id', 26, key), code('mother_id', 26, key), whole('score'), flag('asked')],
      }),
    ]
    for (const table of tables) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['pairing_plan_pair', 'pairing_plan', 'pairing_mother', 'pairing_child', 'pairing'])
      await runner.dropTable(name, true)
  }
}

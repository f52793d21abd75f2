import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { columnsFor, index } from './columns'

/** By these is found what goes when a child's record is destroyed, or a mother's case. And how a pairing ended for the two of it. */
const FOUND = [
  ['pairing_plan_pair', index('plan_pair_of_child', ['child_id'])],
  ['pairing_plan_open', index('plan_open_of_child', ['child_id'])],
  ['pairing_kin', index('kin_of_mother', ['mother_id'])],
] as const

export class PairingForgotten1764300800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of what has ended already nobody knows any more how: those two are not asked again.
    await runner.addColumn('pairing', columnsFor(runner).code('parted', 6, { default: "'never'" }))
    for (const [table, one] of FOUND) await runner.createIndex(table, new TableIndex(one))
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { name }] of FOUND) await runner.dropIndex(table, name as string)
    await runner.dropColumn('pairing', 'parted')
  }
}

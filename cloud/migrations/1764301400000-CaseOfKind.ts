import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { index } from './columns'

const OF_KIND = index('application_of_kind', ['kind', 'county_id', 'id'])

/** All cases of one kind in a county are found without looking at the others: its caring mothers among all who enrol. */
export class CaseOfKind1764301400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('application', new TableIndex(OF_KIND))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('application', OF_KIND.name as string)
  }
}

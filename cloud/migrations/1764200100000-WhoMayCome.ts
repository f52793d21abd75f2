import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, key, maybe } from './columns'

/** Seats that are kept for villages until a stated moment, and of which village each woman in the queue is. */
export class WhoMayCome1764200100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole } = columnsFor(runner)
    await runner.addColumns('activity', [whole('reserved', { default: 0 }), code('quotas_open_at', 24, maybe)])
    await runner.addColumns('activity_place', [code('village_id', 26, maybe)])
    const columns = [code('activity_id', 26, key), code('village_id', 26, key), whole('seats'), whole('taken')]
    await runner.createTable(new Table({ name: 'activity_quota', columns }), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('activity_quota', true)
    await runner.dropColumns('activity_place', ['village_id'])
    await runner.dropColumns('activity', ['reserved', 'quotas_open_at'])
  }
}

import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { columnsFor, index, maybe } from './columns'

const BY_NUMBER = index('place_queue', ['activity_id', 'standing', 'queue_no'])
const BY_RANK = index('place_queue', ['activity_id', 'standing', 'queue_rank', 'queue_no'])

/** Offers with a time limit, and a queue that goes by rank first. An activity that is already published seats at once, as it said. */
export class Offers1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole } = columnsFor(runner)
    await runner.addColumns('activity', [whole('offer_hours', { default: 0 }), code('by_phone_since', 24, maybe)])
    // `rank` alone is a word of MySQL's own.
    await runner.addColumns('activity_place', [whole('queue_rank', { default: 0 })])
    await runner.dropIndex('activity_place', BY_NUMBER.name as string)
    await runner.createIndex('activity_place', new TableIndex(BY_RANK))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('activity_place', BY_RANK.name as string)
    await runner.createIndex('activity_place', new TableIndex(BY_NUMBER))
    await runner.dropColumns('activity_place', ['queue_rank'])
    await runner.dropColumns('activity', ['offer_hours', 'by_phone_since'])
  }
}

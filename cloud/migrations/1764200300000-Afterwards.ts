import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

const BY_MOMENT = index('activity_remind', ['remind_at', 'id'])
const UNTOLD = index('place_untold', ['activity_id', 'standing', 'reminded', 'application_id'])

/** Reminders, questions of an activity's own, why somebody did not come, and what women thought of it. */
export class Afterwards1764200300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, long } = columnsFor(runner)
    // What was published before reminds nobody and asks nothing more.
    await runner.addColumns('activity', [code('remind_at', 24, maybe), long('questions', maybe)])
    await runner.createIndex('activity', new TableIndex(BY_MOMENT))
    await runner.addColumns('activity_place', [code('reminded', 24, { default: "''" }), code('absent', 12, maybe)])
    await runner.createIndex('activity_place', new TableIndex(UNTOLD))
    const columns = [
      ...[code('id', 26, key), code('activity_id', 26), code('face', 8)],
      ...[code('data_key', 200), long('words'), code('changed_at', 24)],
    ]
    const indices = [index('feedback_activity', ['activity_id', 'face'])]
    await runner.createTable(new Table({ name: 'activity_feedback', columns, indices }), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('activity_feedback', true)
    await runner.dropIndex('activity_place', UNTOLD.name as string)
    await runner.dropColumns('activity_place', ['reminded', 'absent'])
    await runner.dropIndex('activity', BY_MOMENT.name as string)
    await runner.dropColumns('activity', ['remind_at', 'questions'])
  }
}

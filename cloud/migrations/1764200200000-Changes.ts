import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

const BY_SERIES = index('activity_series', ['series_id', 'starts_at', 'id'])

/** Changes of what is published: moved, edited, cancelled; and activities that repeat. */
export class Changes1764200200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole, words, long, flag } = columnsFor(runner)
    await runner.addColumns('activity', [
      whole('revision', { default: 0 }),
      code('series_id', 26, maybe),
      code('mark', 64, { default: "''" }),
    ])
    await runner.createIndex('activity', new TableIndex(BY_SERIES))
    const columns = [
      ...[code('id', 26, key), code('activity_id', 26), code('what', 10), long('was'), long('becomes'), words('why', 120)],
      ...[flag('tells'), code('made_by', 26), code('at', 24), code('state', 10)],
      ...[code('check_at', 24, maybe), code('tell_at', 24, maybe), code('told_up_to', 26)],
    ]
    const indices = [
      index('change_activity', ['activity_id', 'id']),
      index('change_check', ['check_at']),
      index('change_tell', ['tell_at', 'id']),
    ]
    await runner.createTable(new Table({ name: 'activity_change', columns, indices }), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('activity_change', true)
    await runner.dropIndex('activity', BY_SERIES.name as string)
    await runner.dropColumns('activity', ['revision', 'series_id', 'mark'])
  }
}

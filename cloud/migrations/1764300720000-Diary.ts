import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key } from './columns'

/** Diaries of pairings, and sounds among the uploads. */
export class Diary1764300720000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole, long } = columnsFor(runner)
    const tables = [
      new Table({
        name: 'pairing_diary',
        columns: [
          ...[code('id', 26, key), code('pairing_id', 26), code('data_key', 200), whole('count')],
          ...[code('remind_at', 24), code('reminds', 8)],
        ],
        indices: [index('pairing_diary_of', ['pairing_id'], { isUnique: true }), index('pairing_diary_due', ['remind_at', 'id'])],
      }),
      new Table({
        name: 'diary_revision',
        columns: [code('diary_id', 26, key), whole('no', key), code('id', 26), long('sealed'), code('stored_at', 24)],
        indices: [index('diary_revision_once', ['diary_id', 'id'], { isUnique: true })],
      }),
    ]
    for (const table of tables) await runner.createTable(table, true)
    await runner.addColumn('upload', whole('seconds', { default: '0' }))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('upload', 'seconds')
    for (const name of ['diary_revision', 'pairing_diary']) await runner.dropTable(name, true)
  }
}

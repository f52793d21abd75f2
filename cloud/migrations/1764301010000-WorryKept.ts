import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

/** From whom a worry is kept, by child and by person: whom it names, and whom its teller leaves out. */
export class WorryKept1764301010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, flag } = columnsFor(runner)
    const table = new Table({
      name: 'worry_kept',
      columns: [
        ...[code('worry_id', 26, key), code('person_id', 26, key), code('child_id', 26), flag('named'), flag('open')],
        ...[code('since', 24), code('until', 24, maybe)],
      ],
      indices: [
        index('worry_kept_child', ['child_id', 'person_id']),
        index('worry_kept_person', ['person_id']),
        index('worry_kept_open', ['open', 'named']),
      ],
    })
    await runner.createTable(table, true)
    // Who was only left out stands in the sealed cases alone.
    await runner.query(
      `INSERT INTO worry_kept (worry_id, person_id, child_id, named, open, since, until)
       SELECT n.worry_id, n.person_id, a.about_id, 1, n.live, a.created_at, CASE WHEN n.live = 1 THEN NULL ELSE a.changed_at END
       FROM worry_named n JOIN application a ON a.id = n.worry_id`,
    )
    await runner.dropTable('worry_named')
  }

  async down(runner: QueryRunner): Promise<void> {
    const { code, flag } = columnsFor(runner)
    const table = new Table({
      name: 'worry_named',
      columns: [code('worry_id', 26, key), code('person_id', 26, key), code('mother_id', 26, maybe), flag('live')],
      indices: [index('worry_named_live', ['live', 'mother_id'])],
    })
    await runner.createTable(table, true)
    await runner.query(
      'INSERT INTO worry_named (worry_id, person_id, live) SELECT worry_id, person_id, open FROM worry_kept WHERE named = 1',
    )
    await runner.dropTable('worry_kept')
  }
}

import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

function tables(runner: QueryRunner): Table[] {
  const { code, words, long, whole } = columnsFor(runner)
  return [
    new Table({
      name: 'campaign',
      columns: [code('id', 26, key), code('slug', 60), code('place_id', 26), code('created_at', 24)],
      indices: [index('campaign_slug', ['slug'], { isUnique: true }), index('campaign_place', ['place_id', 'id'])],
    }),
    new Table({
      name: 'campaign_text',
      columns: [
        ...[code('id', 26, key), code('campaign_id', 26), code('slug', 60), code('sort', 10), whole('position')],
        ...[code('published_id', 26, maybe), code('published_at', 24, maybe), code('changed_at', 24, maybe)],
        ...[code('changed_by', 26, maybe), words('withdrawn_for', 200)],
      ],
      indices: [index('campaign_text_slug', ['campaign_id', 'slug'], { isUnique: true }), index('campaign_text_shown', ['published_id'])],
    }),
    new Table({
      name: 'campaign_version',
      columns: [
        ...[code('id', 26, key), code('text_id', 26), whole('no'), long('content'), words('note', 200)],
        ...[code('author_id', 26, maybe), code('at', 24), code('checked', 6, maybe)],
      ],
      indices: [index('campaign_version_no', ['text_id', 'no'], { isUnique: true })],
    }),
    new Table({ name: 'campaign_shelf', columns: [whole('id', key), whole('no')] }),
    new Table({
      name: 'campaign_read',
      columns: [code('text_id', 26, key), code('village_id', 26, key), code('day', 10, key), whole('times')],
    }),
  ]
}

/** Campaigns: what they say, version by version, and how often they are read. */
export class Campaign1764200500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables(runner).reverse()) await runner.dropTable(name, true)
  }
}

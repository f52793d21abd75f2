import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

function tables(runner: QueryRunner): Table[] {
  const { code, words, whole, flag } = columnsFor(runner)
  return [
    new Table({
      name: 'campaign_media',
      columns: [
        ...[code('id', 26, key), code('campaign_id', 26), code('account_id', 26), code('sort', 10), code('hash', 32)],
        ...[whole('width'), whole('height'), whole('seconds'), code('ending', 4), whole('bytes'), code('at', 24)],
        ...[flag('kept'), code('trace', 64), code('checked', 6, maybe)],
      ],
      indices: [
        index('campaign_media_of', ['campaign_id', 'id']),
        index('campaign_media_kept', ['kept', 'at']),
        index('campaign_media_trace', ['trace']),
      ],
    }),
    new Table({
      name: 'campaign_remark',
      columns: [
        ...[code('id', 26, key), code('text_id', 26), whole('no'), whole('paragraph'), words('note', 200)],
        ...[code('by_id', 26), code('desk', 10), code('at', 24), words('reply', 200), code('done_at', 24, maybe)],
      ],
      indices: [index('campaign_remark_of', ['text_id', 'id'])],
    }),
  ]
}

/** Pictures and recordings of campaigns, and what reviewers remark at paragraphs. */
export class CampaignMedia1764300200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables(runner).reverse()) await runner.dropTable(name, true)
  }
}

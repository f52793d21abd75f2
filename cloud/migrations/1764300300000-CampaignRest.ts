import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, key } from './columns'

function tables(runner: QueryRunner): Table[] {
  const { code, whole } = columnsFor(runner)
  return [
    new Table({
      name: 'campaign_choice',
      columns: [
        ...[code('text_id', 26, key), whole('no', key), whole('question_at', key), whole('option_at', key)],
        ...[code('day', 10, key), whole('times')],
      ],
    }),
    new Table({
      name: 'campaign_event',
      columns: [code('campaign_id', 26, key), code('activity_id', 26, key), code('added_by', 26), code('added_at', 24)],
    }),
  ]
}

/** What is chosen in quizzes, in totals; the activities of a campaign. */
export class CampaignRest1764300300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables(runner).reverse()) await runner.dropTable(name, true)
  }
}

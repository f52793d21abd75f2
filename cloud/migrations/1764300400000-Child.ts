import { type MigrationInterface, type QueryRunner, Table, type TableColumn } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

type Columns = ReturnType<typeof columnsFor>

function records({ code, long, whole }: Columns, places: () => TableColumn[]): Table[] {
  return [
    new Table({
      name: 'child',
      columns: [
        ...[code('id', 26, key), ...places(), code('state', 12), code('since', 24), code('code', 12), code('situation', 20)],
        ...[code('risk', 10), code('card_hash', 64, maybe), code('data_key', 200), code('duty', 20, maybe), code('closed_for', 20, maybe)],
        ...[whole('version'), code('looked_on', 10), whole('events'), code('head', 64), code('digest', 64), code('created_by', 26)],
        ...[code('created_at', 24), code('recorded_at', 24), code('mark', 64)],
      ],
      indices: [
        index('child_village', ['village_id', 'id']),
        index('child_town', ['town_id', 'id']),
        index('child_county', ['county_id', 'id']),
        index('child_code', ['county_id', 'code'], { isUnique: true }),
        // Two cadres, one child: whoever comes second finds the place taken.
        index('child_card', ['county_id', 'card_hash'], { isUnique: true }),
        index('child_looked', ['looked_on', 'id']),
        index('child_recorded', ['recorded_at', 'id']),
      ],
    }),
    new Table({
      name: 'child_part',
      columns: [code('id', 26, key), code('child_id', 26), code('part', 12), code('data_key', 200), long('sealed'), code('mark', 64)],
      indices: [index('child_part_of', ['child_id', 'part'], { isUnique: true })],
    }),
    new Table({
      name: 'child_consent',
      columns: [
        ...[code('id', 26, key), code('child_id', 26), code('purpose', 12), code('way', 10), code('given_on', 10), whole('notice')],
        ...[long('words'), code('recorded_by', 26), code('recorded_at', 24), code('withdrawn_by', 26, maybe)],
        ...[code('withdrawn_at', 24, maybe), code('mark', 64)],
      ],
      indices: [index('child_consent_of', ['child_id', 'id'])],
    }),
  ]
}

function accesses({ code, long, whole, flag }: Columns, places: () => TableColumn[]): Table[] {
  return [
    new Table({
      name: 'child_event',
      columns: [
        ...[code('child_id', 26, key), whole('seq', key), code('county_id', 26), code('sort', 16), code('actor_id', 26, maybe)],
        ...[flag('standing_in'), code('parts', 200), code('about_id', 26, maybe), long('words'), code('digest', 64)],
        ...[code('at', 24), code('hash', 64)],
      ],
      indices: [index('child_event_read', ['county_id', 'sort', 'at', 'child_id', 'seq'])],
    }),
    new Table({
      name: 'child_opening',
      columns: [
        ...[code('id', 26, key), code('child_id', 26), ...places(), code('state', 10), code('waits', 10), flag('emergency')],
        ...[
          code('parts', 200),
          code('why', 20),
          long('words'),
          code('asked_by', 26),
          code('asked_person', 26, maybe),
          code('asked_at', 24),
        ],
        ...[code('until', 24), code('decided_by', 26, maybe), code('decided_at', 24, maybe), code('opened_at', 24, maybe)],
        ...[code('review', 10, maybe), code('review_due', 24, maybe), flag('reminded'), code('mark', 64)],
      ],
      indices: [
        index('child_opening_village', ['village_id', 'waits', 'id']),
        index('child_opening_town', ['town_id', 'waits', 'id']),
        index('child_opening_county', ['county_id', 'waits', 'id']),
        index('child_opening_child', ['child_id', 'state']),
        index('child_opening_mine', ['asked_by', 'id']),
        index('child_opening_due', ['waits', 'reminded', 'review_due']),
      ],
    }),
    new Table({ name: 'child_read', columns: [code('account_id', 26, key), code('day', 10, key), code('child_id', 26, key)] }),
    new Table({
      name: 'child_reader',
      columns: [code('account_id', 26, key), code('day', 10, key), whole('children'), flag('told')],
    }),
  ]
}

function tables(runner: QueryRunner): Table[] {
  const columns = columnsFor(runner)
  const places = () => [columns.code('village_id', 26), columns.code('town_id', 26), columns.code('county_id', 26)]
  return [...records(columns, places), ...accesses(columns, places)]
}

/** The register of children: what is known is sealed part by part, and every look at it is asked for, allowed and written down. */
export class Child1764300400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables(runner).reverse()) await runner.dropTable(name, true)
  }
}

import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

const NEW_COLUMNS = ['village_id', 'town_id', 'county_id', 'next_id', 'begun_at', 'team_id']
const BY_PLACE = ['village', 'town', 'county'].map((level) => index(`pairing_of_${level}`, [`${level}_id`, 'live', 'id']))

/** Where a pairing is and who takes over from whom; mothers who care together; who is kin; and who stays open in a proposal. */
export class PairingTeams1764300700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, whole, words } = columnsFor(runner)
    const none = { default: "''" }
    await runner.addColumns('pairing', [
      ...[code('village_id', 26, none), code('town_id', 26, none), code('county_id', 26, none)],
      ...[code('next_id', 26, maybe), code('begun_at', 24, maybe), code('team_id', 26, maybe)],
    ])
    for (const one of BY_PLACE) await runner.createIndex('pairing', new TableIndex(one))
    await runner.addColumn('pairing_child', code('team_id', 26, maybe))
    const tables = [
      new Table({
        name: 'pairing_team',
        columns: [
          ...[code('id', 26, key), words('name', 20), code('town_id', 26, maybe), code('county_id', 26), whole('version')],
          ...[code('changed_by', 26), code('changed_at', 24)],
        ],
        indices: [index('team_of_county', ['county_id', 'id'])],
      }),
      new Table({
        name: 'pairing_team_member',
        columns: [code('mother_id', 26, key), code('team_id', 26)],
        indices: [index('member_of_team', ['team_id', 'mother_id'])],
      }),
      new Table({
        name: 'pairing_kin',
        columns: [code('child_id', 26, key), code('mother_id', 26, key), code('said_by', 26), code('said_at', 24)],
      }),
      new Table({
        name: 'pairing_plan_open',
        columns: [code('plan_id', 26, key), code('child_id', 26, key), code('why', 10)],
      }),
    ]
    for (const table of tables) await runner.createTable(table, true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['pairing_plan_open', 'pairing_kin', 'pairing_team_member', 'pairing_team']) await runner.dropTable(name, true)
    await runner.dropColumn('pairing_child', 'team_id')
    for (const { name } of BY_PLACE) await runner.dropIndex('pairing', name as string)
    for (const name of NEW_COLUMNS) await runner.dropColumn('pairing', name)
  }
}

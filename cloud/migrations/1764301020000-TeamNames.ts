import type { MigrationInterface, QueryRunner } from 'typeorm'
import { columnsFor } from './columns'

/** What a team is called is sealed, for people name teams after people. A team from before has no name until its cadre gives it one. */
export class TeamNames1764301020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    const none = { default: "''" }
    await runner.dropColumn('pairing_team', 'name')
    await runner.addColumns('pairing_team', [code('data_key', 200, none), code('words', 400, none)])
  }

  async down(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    for (const name of ['data_key', 'words']) await runner.dropColumn('pairing_team', name)
    await runner.addColumn('pairing_team', code('name', 20, { default: "''" }))
  }
}

import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { columnsFor, index } from './columns'

const BY_ALARM = index('todo_alarm', ['alarm_at', 'application_id'])

/** Reminders before a step is due, and what somebody above is told of a case that does not wait for her. */
export class LoanCase1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    // What waited before reminds nobody: its deadline was shown all the same.
    await runner.addColumns('application_todo', [code('alarm_at', 24, { default: "'9'" }), code('why', 8, { default: "''" })])
    await runner.createIndex('application_todo', new TableIndex(BY_ALARM))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('application_todo', BY_ALARM.name as string)
    await runner.dropColumns('application_todo', ['alarm_at', 'why'])
  }
}

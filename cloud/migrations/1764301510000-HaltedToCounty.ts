import type { MigrationInterface, QueryRunner } from 'typeorm'

const HALTED = `SELECT t.holder AS holder, t.due AS due, a.id AS id, a.county_id AS county FROM application_todo t
  JOIN application a ON a.id = t.application_id WHERE a.kind = 'caringMother' AND a.state = 'halted' AND t.holder LIKE 'town@%'`

/** Mothers who are halted already wait for the county, like those who will be. */
export class HaltedToCounty1764301510000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const halted = (await runner.query(HALTED)) as { holder: string; due: string; id: string; county: string }[]
    for (const { holder, due, id, county } of halted)
      await runner.query('UPDATE application_todo SET holder = ? WHERE holder = ? AND due = ? AND application_id = ?', [
        ...[`county@${county}`, holder],
        ...[due, id],
      ])
  }

  /** The county keeps what waits for it: nobody else may decide that. */
  async down(): Promise<void> {}
}

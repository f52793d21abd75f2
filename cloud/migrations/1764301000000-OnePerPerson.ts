import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The kinds of which a person has one open case, whatever it is about, on the day of this migration. */
const ONCE = "('loan', 'caringMother')"

/** What was open beside another thing keeps the one place that there is now: of several the oldest. */
export class OnePerPerson1764301000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const oldest = `SELECT person_id, kind, MIN(application_id) AS id FROM application_slot WHERE kind IN ${ONCE} GROUP BY person_id, kind`
    const slots = (await runner.query(oldest)) as { person_id: string; kind: string; id: string }[]
    await runner.query(`DELETE FROM application_slot WHERE kind IN ${ONCE}`)
    const add = "INSERT INTO application_slot (person_id, kind, about_id, application_id) VALUES (?, ?, '', ?)"
    for (const { person_id, kind, id } of slots) await runner.query(add, [person_id, kind, id])
  }

  /** What is open counts for the program of before as begun about nothing. */
  async down(): Promise<void> {}
}

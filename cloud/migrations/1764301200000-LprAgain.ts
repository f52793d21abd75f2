import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, key } from './columns'

const KEPT = 'day, rate, source, created_by, created_at, mark'

/** The LPR of a day may be written down again, right: of several rows the last one holds. */
export class LprAgain1764301200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await moved(runner, ['no'], `SELECT 1, ${KEPT} FROM loan_lpr_before`)
  }

  /** What was put right stays right: the rows before it go. */
  async down(runner: QueryRunner): Promise<void> {
    const last = 'NOT EXISTS (SELECT 1 FROM loan_lpr_before later WHERE later.day = one.day AND later.no > one.no)'
    await moved(runner, [], `SELECT ${KEPT} FROM loan_lpr_before one WHERE ${last}`)
  }
}

/** The table with another key: neither engine changes one in place. */
async function moved(runner: QueryRunner, more: readonly string[], rows: string): Promise<void> {
  const { code, words, whole } = columnsFor(runner)
  await runner.query('ALTER TABLE loan_lpr RENAME TO loan_lpr_before')
  const added = [code('created_by', 26), code('created_at', 24), code('mark', 43, { default: "''" })]
  const columns = [code('day', 10, key), ...more.map((name) => whole(name, key)), whole('rate'), words('source', 100), ...added]
  await runner.createTable(new Table({ name: 'loan_lpr', columns }), true)
  await runner.query(`INSERT INTO loan_lpr (${[...more, KEPT].join(', ')}) ${rows}`)
  await runner.query('DROP TABLE loan_lpr_before')
}

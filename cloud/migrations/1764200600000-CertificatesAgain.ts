import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'
import { columnsFor, index } from './columns'

const OF_LINE = index('certificate_line', ['line_id', 'id'])

/** A certificate that was revoked may be followed by another one of the same woman. */
export class CertificatesAgain1764200600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code } = columnsFor(runner)
    await runner.addColumn('certificate', code('line_id', 26, { default: "''" }))
    // The first one of a line has the line's own id.
    await runner.query('UPDATE certificate SET line_id = id')
    await runner.createIndex('certificate', new TableIndex(OF_LINE))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('certificate', OF_LINE.name as string)
    await runner.dropColumn('certificate', 'line_id')
  }
}

import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

/** Loans after their release: the book and its lines, the claims of every quarter, the files that banks send. */
export class LoanBook1764300100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { code, long, pages, sum, whole } = columnsFor(runner)
    const added = [code('created_by', 26), code('created_at', 24)]
    const book = [
      ...[code('id', 26, key), code('receipt', 13), code('bank_id', 26), code('village_id', 26, maybe), code('town_id', 26, maybe)],
      ...[code('county_id', 26), long('terms'), code('policy', 26), whole('lpr', maybe), whole('principal'), code('released', 10)],
      ...[whole('version'), code('head', 43), code('state', 12), whole('balance'), code('next_due', 10, maybe)],
      ...[code('remind_at', 24, maybe), code('reminded', 24), code('data_key', 200), code('created_at', 24), code('mark', 43)],
    ]
    const lists = ['bank_id', 'village_id', 'town_id', 'county_id'].map((column) => index(`loan_book_${column}`, [column, 'id']))
    const indices = [...lists, index('loan_book_receipt', ['receipt']), index('loan_book_remind', ['remind_at', 'id'])]
    await runner.createTable(new Table({ name: 'loan_book', columns: book, indices }), true)
    const entry = [...[code('book_id', 26, key), whole('seq', key), code('id', 26), long('body'), long('note'), ...added, code('mark', 43)]]
    await runner.createTable(new Table({ name: 'loan_entry', columns: entry }), true)
    const claim = [
      ...[code('id', 26, key), code('county_id', 26), code('quarter', 7), code('state', 12), code('open_slot', 26, maybe)],
      ...[whole('revision'), code('behind', 26), whole('line_count'), sum('total'), sum('adjustment'), code('digest', 64)],
      ...[sum('paid', maybe), code('paid_day', 10, maybe), whole('differing'), long('history'), code('mark', 43)],
    ]
    const once = [
      index('loan_claim_quarter', ['county_id', 'quarter'], { isUnique: true }),
      index('loan_claim_open', ['open_slot'], { isUnique: true }),
    ]
    await runner.createTable(new Table({ name: 'loan_claim', columns: claim, indices: once }), true)
    const line = [
      ...[code('claim_id', 26, key), code('book_id', 26, key), whole('interest'), whole('subsidy'), whole('adjustment')],
      ...[whole('total'), long('workings'), whole('paid', maybe), code('mark', 43)],
    ]
    await runner.createTable(
      new Table({ name: 'loan_claim_line', columns: line, indices: [index('loan_claim_line_book', ['book_id'])] }),
      true,
    )
    const sent = [
      ...[code('id', 26, key), code('sort', 12), code('office_id', 26), code('claim_id', 26, maybe), code('file_hash', 64)],
      ...[code('state', 8), code('done_slot', 120, maybe), pages('content'), ...added],
    ]
    const taken = [index('loan_import_done', ['done_slot'], { isUnique: true })]
    await runner.createTable(new Table({ name: 'loan_import', columns: sent, indices: taken }), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['loan_import', 'loan_claim_line', 'loan_claim', 'loan_entry', 'loan_book']) await runner.dropTable(table, true)
  }
}

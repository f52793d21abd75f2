import { type QueryRunner, TableColumn, type TableColumnOptions, type TableIndexOptions } from 'typeorm'

/**
 * Columns written once for both engines. Ids and codes compare byte by byte on MySQL; SQLite does so by itself. Every column names its
 * collation: with a database's default a rare character of a name could be refused or taken for another.
 */
export function columnsFor(runner: QueryRunner) {
  const mysql = runner.connection.options.type === 'mysql'
  const column = (name: string, type: string, more: Partial<TableColumnOptions> = {}) =>
    new TableColumn({ name, type, isNullable: false, ...more })
  const binary = mysql ? { charset: 'utf8mb4', collation: 'utf8mb4_bin' } : {}
  const chinese = mysql ? { charset: 'utf8mb4', collation: 'utf8mb4_unicode_520_ci' } : {}
  return {
    /** an id, a code, a state, a time: compared byte by byte */
    code: (name: string, length: number, more: Partial<TableColumnOptions> = {}) =>
      column(name, 'varchar', { length: String(length), ...binary, ...more }),
    /** words that people wrote */
    words: (name: string, length: number) => column(name, 'varchar', { length: String(length), ...chinese }),
    long: (name: string, more: Partial<TableColumnOptions> = {}) => column(name, 'text', { ...chinese, ...more }),
    /** more than a page: on MySQL a `text` ends at 64 KB */
    pages: (name: string) => column(name, mysql ? 'mediumtext' : 'text', chinese),
    /** a sum of fen over many rows: whole numbers below 2^53 are exact in it, and no driver gives them as text as it does with bigint */
    sum: (name: string, more: Partial<TableColumnOptions> = {}) => column(name, 'double', more),
    whole: (name: string, more: Partial<TableColumnOptions> = {}) => column(name, 'int', more),
    flag: (name: string, more: Partial<TableColumnOptions> = {}) => column(name, mysql ? 'tinyint' : 'boolean', more),
  }
}

export const key = { isPrimary: true } as const
export const maybe = { isNullable: true } as const

export const index = (name: string, columnNames: string[], more: Partial<TableIndexOptions> = {}): TableIndexOptions => ({
  name,
  columnNames,
  ...more,
})

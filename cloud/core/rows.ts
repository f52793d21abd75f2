import type { Manager } from './database'

/** What one column of one row holds, the same on both engines. */
export type Value = string | number | null
export type Row = Value[]

export interface TableShape {
  name: string
  columns: string[]
  /** the columns of its primary key */
  key: string[]
}

const PAGE = 500

/** Every table that the entities declare, as it stands in the database. */
export const shapesOf = (m: Manager): TableShape[] =>
  m.connection.entityMetadatas
    .map(({ tableName, columns, primaryColumns }) => ({
      name: tableName,
      columns: columns.map(({ databaseName }) => databaseName),
      key: primaryColumns.map(({ databaseName }) => databaseName),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** `a > ? OR (a = ? AND b > ?)`: both engines read it as one range of the key, where they scan for `(a, b) > (?, ?)`. */
function behind(key: string[], last: Row): { where: string; values: Row } {
  const steps = key.map((column, i) => [...key.slice(0, i).map((before) => `${before} = ?`), `${column} > ?`].join(' AND '))
  return { where: `WHERE (${steps.join(') OR (')})`, values: key.flatMap((_, i) => last.slice(0, i + 1)) }
}

/** Every row of a table in the order of its key, page by page; values in the order of the columns. */
export async function* rowsOf(m: Manager, { name, columns, key }: TableShape): AsyncGenerator<Row[]> {
  const quoted = (column: string) => m.connection.driver.escape(column)
  const ordered = key.map(quoted)
  const all = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}`
  let last: Row | undefined
  for (;;) {
    const { where, values } = last ? behind(ordered, last) : { where: '', values: [] }
    const found = (await m.query(`${all} ${where} ORDER BY ${ordered.join(', ')} LIMIT ${PAGE}`, values)) as Record<string, Value>[]
    if (found.length > 0) yield found.map((row) => columns.map((column) => row[column] as Value))
    if (found.length < PAGE) return
    const end = found.at(-1) as Record<string, Value>
    last = key.map((column) => end[column] as Value)
  }
}

/** Inserts rows whose values stand in the order of the columns. */
export async function insertRows(m: Manager, { name, columns }: TableShape, rows: readonly Row[]): Promise<void> {
  const quoted = (column: string) => m.connection.driver.escape(column)
  const places = `(${columns.map(() => '?').join(', ')})`
  const into = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES`
  await m.query(`${into} ${rows.map(() => places).join(', ')}`, rows.flat())
}

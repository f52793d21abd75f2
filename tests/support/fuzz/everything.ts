import type { Database } from '../../../cloud/core/database'
import { schema } from '../../../cloud/schema'

/** Every row of every table as one text: two of them tell whether anything was changed. */
export async function readEverything(db: Database): Promise<string> {
  const tables = schema.entities.map((entity) => db.read.connection.getMetadata(entity))
  const rows = tables.map(({ tableName, primaryColumns }) =>
    db.read.query(`SELECT * FROM ${tableName} ORDER BY ${primaryColumns.map(({ databaseName }) => databaseName).join(', ')}`),
  )
  return JSON.stringify(await Promise.all(rows))
}

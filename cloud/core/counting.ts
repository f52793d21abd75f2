import type { EntityTarget, ObjectLiteral } from 'typeorm'
import { changeOne, insert, isDuplicate, type Manager } from './database'

/**
 * Adds to a sum that is a row of its own: the row as it is when nothing was counted yet.
 * @param counter the property that grows by what the row says
 */
export async function countUp<E extends ObjectLiteral>(
  m: Manager,
  entity: EntityTarget<E>,
  row: E,
  counter: keyof E & string,
): Promise<void> {
  const { primaryColumns, columns } = m.connection.getMetadata(entity)
  const where = primaryColumns.map(({ databaseName, propertyName }) => `${databaseName} = :${propertyName}`).join(' AND ')
  const column = columns.find(({ propertyName }) => propertyName === counter)?.databaseName
  const more = () =>
    changeOne(m, entity, where, row, { [counter]: () => `${column} + ${Number(row[counter])}` } as { [P in keyof E]?: () => string })
  if (await more()) return
  // Another process may have been the first in the same moment.
  await insert(m, entity, row).catch((error) => (isDuplicate(error) ? more() : Promise.reject(error)))
}

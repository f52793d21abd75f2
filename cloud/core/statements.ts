import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { run } from './drivers'

/**
 * Plain SQL for rows of entities: what a query builder makes anew at every call costs several times the statement itself.
 * Both engines understand all of it; names of columns come from the entities alone.
 */

/** Columns and what they must be; null is asked as IS NULL, a list as IN. */
export type Where<E> = { [P in keyof E]?: E[P] | readonly E[P][] }

/** What a column is set to: a value, or SQL that reckons with the old one. */
export type Changes<E> = { [P in keyof E]?: E[P] | (() => string) }

interface Shape {
  table: string
  /** property → quoted column */
  columns: ReadonlyMap<string, string>
  properties: readonly string[]
  keys: readonly string[]
  flags: readonly string[]
  insert: string
  places: string
  select: string
  /** alias → how its columns are asked for in a join, and what they are called there */
  joined: Map<string, Joining>
}

interface Joining {
  text: string
  names: readonly { property: string; name: string }[]
  keys: readonly string[]
}

const shapes = new WeakMap<DataSource, Map<EntityTarget<ObjectLiteral>, Shape>>()

function shapeOf<E extends ObjectLiteral>(m: EntityManager, entity: EntityTarget<E>): Shape {
  const ofThese = shapes.get(m.connection) ?? new Map<EntityTarget<ObjectLiteral>, Shape>()
  shapes.set(m.connection, ofThese)
  const known = ofThese.get(entity)
  if (known) return known
  const metadata = m.connection.getMetadata(entity)
  const quoted = (name: string) => m.connection.driver.escape(name)
  const table = quoted(metadata.tableName)
  const columns = new Map(metadata.columns.map((column) => [column.propertyName, quoted(column.databaseName)]))
  const properties = [...columns.keys()]
  const named = [...columns].map(([property, column]) => `${column} AS ${quoted(property)}`)
  const shape = {
    table,
    columns,
    properties,
    keys: metadata.primaryColumns.map(({ propertyName }) => propertyName),
    flags: metadata.columns.filter(({ type }) => type === 'boolean').map(({ propertyName }) => propertyName),
    insert: `INSERT INTO ${table} (${[...columns.values()].join(', ')}) VALUES `,
    places: `(${properties.map(() => '?').join(', ')})`,
    select: `SELECT ${named.join(', ')} FROM ${table}`,
    joined: new Map(),
  }
  ofThese.set(entity, shape)
  return shape
}

function joiningOf({ joined, columns, keys }: Shape, alias: string): Joining {
  const known = joined.get(alias)
  if (known) return known
  const nameOf = (property: string) => `${alias}_${property}`
  const made = {
    text: [...columns].map(([property, column]) => `${alias}.${column} AS ${nameOf(property)}`).join(', '),
    names: [...columns.keys()].map((property) => ({ property, name: nameOf(property) })),
    keys: keys.map(nameOf),
  }
  joined.set(alias, made)
  return made
}

// The engines know numbers only.
function unflagged(row: ObjectLiteral, flags: readonly string[]): ObjectLiteral {
  for (const flag of flags) row[flag] = Boolean(row[flag])
  return row
}

const columnOf = ({ columns, table }: Shape, property: string): string => {
  const column = columns.get(property)
  if (column === undefined) throw new Error(`${table} has no ${property}`)
  return column
}

function conditionOf(shape: Shape, where: ObjectLiteral): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const parts = Object.entries(where).map(([property, value]) => {
    const column = columnOf(shape, property)
    // Undefined would find everybody's.
    if (value === undefined) throw new Error(`${shape.table}.${property} is asked for nothing`)
    if (value === null) return `${column} IS NULL`
    values.push(...[value].flat())
    if (!Array.isArray(value)) return `${column} = ?`
    return value.length > 0 ? `${column} IN (${value.map(() => '?').join(', ')})` : '1 = 0'
  })
  return { text: parts.join(' AND '), values }
}

/** Inserts rows, all columns of each; nothing is read back. */
export async function insert<E extends ObjectLiteral>(m: EntityManager, entity: EntityTarget<E>, rows: E | readonly E[]): Promise<void> {
  const shape = shapeOf(m, entity)
  const all = [rows].flat() as E[]
  if (all.length === 0) return
  const values: unknown[] = []
  for (const row of all)
    for (const property of shape.properties) {
      if (row[property] === undefined) throw new Error(`a row for ${shape.table} has no ${property}`)
      values.push(row[property])
    }
  await run(m, shape.insert + all.map(() => shape.places).join(', '), values)
}

/** The rows whose columns are so, in no order unless one is asked for. */
export async function find<E extends ObjectLiteral>(
  m: EntityManager,
  entity: EntityTarget<E>,
  where: Where<E>,
  { order, limit }: { order?: { [P in keyof E]?: 'ASC' | 'DESC' }; limit?: number } = {},
): Promise<E[]> {
  const shape = shapeOf(m, entity)
  const { text, values } = conditionOf(shape, where)
  const by = Object.entries(order ?? {}).map(([property, direction]) => `${columnOf(shape, property)} ${direction}`)
  const ordered = by.length > 0 ? ` ORDER BY ${by.join(', ')}` : ''
  const sql = `${shape.select} WHERE ${text}${ordered}${limit === undefined ? '' : ` LIMIT ${limit}`}`
  const { rows } = await run(m, sql, values)
  return rows.map((row) => unflagged(row, shape.flags)) as E[]
}

/** The one row whose columns are so, by a key that is nobody else's. */
export async function findOne<E extends ObjectLiteral>(m: EntityManager, entity: EntityTarget<E>, where: Where<E>): Promise<E | undefined> {
  return (await find(m, entity, where, { limit: 1 }))[0]
}

/** The one row that is known to be there. @throws Error when it is not */
export async function mustFind<E extends ObjectLiteral>(m: EntityManager, entity: EntityTarget<E>, where: Where<E>): Promise<E> {
  const row = await findOne(m, entity, where)
  if (!row) throw new Error(`a row of ${shapeOf(m, entity).table} is gone`)
  return row
}

const NAMED = /:(\.\.\.)?([a-zA-Z]+)/g

/** `:name` and `:...names` as the engines want them, with their values in order. */
function positional(where: string, params: ObjectLiteral): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const text = where.replace(NAMED, (_, list: string | undefined, name: string) => {
    if (!Object.hasOwn(params, name)) throw new Error(`nothing is given for :${name}`)
    if (!list) {
      values.push(params[name])
      return '?'
    }
    values.push(...params[name])
    return params[name].map(() => '?').join(', ')
  })
  return { text, values }
}

type Joined<T> = { [A in keyof T]: T[A] extends EntityTarget<infer E> ? E | undefined : never }

/**
 * Rows of several tables that belong together, in one statement.
 * @param entities what each alias in `from` stands for
 * @param from what follows FROM, with columns and `:names`
 * @returns for each alias its row; undefined where a LEFT JOIN found none
 */
export async function findTogether<T extends Record<string, EntityTarget<ObjectLiteral>>>(
  m: EntityManager,
  entities: T,
  from: string,
  params: ObjectLiteral,
): Promise<Joined<T>[]> {
  const parts = Object.entries(entities).map(([alias, entity]) => {
    const shape = shapeOf(m, entity)
    return { alias, flags: shape.flags, ...joiningOf(shape, alias) }
  })
  const { text, values } = positional(from, params)
  const { rows } = await run(m, `SELECT ${parts.map((part) => part.text).join(', ')} FROM ${text}`, values)
  const partOf = (row: ObjectLiteral, { names, keys, flags }: (typeof parts)[number]) => {
    if (keys.some((key) => row[key] === null)) return undefined
    const found: ObjectLiteral = {}
    for (const { property, name } of names) found[property] = row[name]
    return unflagged(found, flags)
  }
  return rows.map((row) => {
    const joined: ObjectLiteral = {}
    for (const part of parts) joined[part.alias] = partOf(row, part)
    return joined as Joined<T>
  })
}

/**
 * Changes the rows that meet a condition written with columns and `:names`.
 * @returns how many rows met the condition and were changed
 */
export async function changeMany<E extends ObjectLiteral>(
  m: EntityManager,
  entity: EntityTarget<E>,
  where: string,
  params: ObjectLiteral,
  set: Changes<E>,
): Promise<number> {
  const shape = shapeOf(m, entity)
  const values: unknown[] = []
  const sets = Object.entries(set).map(([property, value]) => {
    if (typeof value === 'function') return `${columnOf(shape, property)} = ${value()}`
    if (value === undefined) throw new Error(`${shape.table}.${property} is set to nothing`)
    values.push(value)
    return `${columnOf(shape, property)} = ?`
  })
  const met = positional(where, params)
  const { affected } = await run(m, `UPDATE ${shape.table} SET ${sets.join(', ')} WHERE ${met.text}`, [...values, ...met.values])
  return affected
}

/**
 * The one way to change a counter or a state: an UPDATE whose condition names the row and what must still hold.
 * @returns whether exactly one row was changed
 */
export async function changeOne<E extends ObjectLiteral>(
  m: EntityManager,
  entity: EntityTarget<E>,
  where: string,
  params: ObjectLiteral,
  set: Changes<E>,
): Promise<boolean> {
  return (await changeMany(m, entity, where, params, set)) === 1
}

/** Removes the rows whose columns are so. */
export async function remove<E extends ObjectLiteral>(m: EntityManager, entity: EntityTarget<E>, where: Where<E>): Promise<void> {
  const shape = shapeOf(m, entity)
  const { text, values } = conditionOf(shape, where)
  await run(m, `DELETE FROM ${shape.table} WHERE ${text}`, values)
}

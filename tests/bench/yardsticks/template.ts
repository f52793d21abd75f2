import type { App } from '../../../cloud/app'
import { type Row, shapesOf, type Value } from '../../../cloud/core/rows'

/** One INSERT; a value that begins with `$` is made anew for every request. */
export interface Insert {
  table: string
  columns: string[]
  values: Row
}

/** What one enrolment stores: with a seat (the activity's counter goes up, too), or to be decided by the organiser. */
export interface Template {
  seated: Insert[]
  review: Insert[]
  /** activities of the second sort */
  reviewed: string[]
}

const INTO = {
  request_key: 'made_id',
  activity_place: 'application_id',
  application_slot: 'application_id',
  application: 'id',
  application_event: 'application_id',
  application_todo: 'application_id',
  notice: 'application_id',
}

async function insertsOf(app: App, state: string): Promise<Insert[]> {
  const { read } = app.db
  const shapes = new Map(shapesOf(read).map((shape) => [shape.name, shape]))
  const find = async (table: string, column: string, value: Value): Promise<Record<string, Value>[]> =>
    read.query(`SELECT * FROM ${table} WHERE ${column} = ?`, [value])
  const [one] = (await read.query('SELECT * FROM application WHERE state = ? LIMIT 1', [state])) as Record<string, Value>[]
  if (!one) throw new Error(`nobody is ${state}`)
  const changing = new Map<Value | undefined, string>([
    [one.id, '$application'],
    [one.person_id, '$person'],
    [one.filer_id, '$account'],
    [one.receipt, '$receipt'],
    [one.about_id, '$activity'],
  ])
  const inserts: Insert[] = []
  const add = (table: string, rows: readonly Record<string, Value>[]) => {
    const columns = shapes.get(table)?.columns ?? []
    for (const row of rows) {
      if (table === 'notice') changing.set(row.id, `$notice${inserts.length}`)
      if (table === 'request_key') changing.set(row.request_key, '$key')
      inserts.push({ table, columns, values: columns.map((column) => changing.get(row[column]) ?? (row[column] as Value)) })
    }
  }
  for (const [table, column] of Object.entries(INTO)) add(table, await find(table, column, one.id as Value))
  const notices = await find('notice', 'application_id', one.id as Value)
  for (const { id } of notices) add('outbox', await find('outbox', 'id', id as Value))
  return inserts
}

/** The rows that the product has really stored, to be stored by a yardstick: as many, as long. */
export async function templateOf(app: App): Promise<Template> {
  const reviewed = (await app.db.read.query('SELECT id FROM activity WHERE needs_review = 1')) as { id: string }[]
  return { seated: await insertsOf(app, 'seated'), review: await insertsOf(app, 'review'), reviewed: reviewed.map(({ id }) => id) }
}

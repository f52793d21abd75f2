/** The same rows by better-sqlite3 alone: prepared statements, WAL, synchronous=FULL, one commit for each request. */
import { createRequire } from 'node:module'
import { serve } from './enrol'
import { COUNT, readTemplate } from './rows'

/** The part of better-sqlite3 that is used; the package brings no types. */
interface Statement {
  run(...values: unknown[]): unknown
}
interface Sqlite {
  pragma(text: string, how?: { simple: true }): unknown
  prepare(text: string): Statement
  transaction(work: () => void): () => void
}
const Database = createRequire(__filename)('better-sqlite3') as new (file: string) => Sqlite

const db = new Database((process.env.DATABASE_URL as string).slice('sqlite:'.length))
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
const rowsFor = readTemplate()
const count = db.prepare(COUNT)
const prepared = new Map<string, Statement>()
const statement = (text: string) => {
  const known = prepared.get(text) ?? db.prepare(text)
  prepared.set(text, known)
  return known
}

serve((asked) => {
  const { seated, inserts } = rowsFor(asked)
  db.transaction(() => {
    for (const { table, text, values } of inserts) {
      if (seated && table === 'activity_place') count.run(asked.activity)
      statement(text).run(...values)
    }
  })()
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('not durable')
})

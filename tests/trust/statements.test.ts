import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { verify } from '../../cloud/tools/verifying'
import { enrol, publish } from '../support/activities'
import { caseRows } from './access/cases'
import { type House, openHouse } from './access/house'
import { judgeRows } from './access/matrix'
import { lastRows, otherRows } from './access/rows'

/** How a statement may begin. */
const KNOWN = [
  ...['SELECT', 'INSERT INTO', 'UPDATE', 'DELETE FROM', 'COMMIT', 'ROLLBACK'],
  ...[
    'SET NAMES',
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    'SET SESSION AUTOCOMMIT = 0',
    'SHOW VARIABLES',
    'CREATE TABLE',
    'ALTER TABLE',
    'CREATE INDEX',
    'DROP INDEX',
  ],
]
/** What MySQL-compatible distributed engines lack, or do otherwise. */
const FOREIGN =
  /\b(FOR UPDATE|FOR SHARE|LOCK IN SHARE MODE|LOCK TABLES|GET_LOCK|SAVEPOINT|TEMPORARY|AUTO_INCREMENT|LAST_INSERT_ID|TRIGGER|PROCEDURE|CALL|FOREIGN KEY|REFERENCES|OFFSET|FULLTEXT|REPLACE INTO|ON DUPLICATE KEY|SERIALIZABLE|XA)\b/i
/** Only while tables are made, and only once: nobody has to wait for them in daily work. */
const WHEN_TABLES_ARE_MADE = [
  /^SELECT (GET|RELEASE)_LOCK\(SHA1\(CONCAT\('migrate ', DATABASE\(\)\)\)/,
  /^CREATE TABLE `migrations` /,
  /^DROP TABLE /,
]

const KEYLESS = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT IN (
  SELECT table_name FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND constraint_type = 'PRIMARY KEY')`

/** A statement without what people typed. */
const shapeOf = (sql: string): string => sql.replace(/'(?:[^'\\]|\\.|'')*'/g, "'?'").trim()

const foreign = (statements: readonly string[]): string[] => {
  const wrong = statements.filter((sql) => {
    if (WHEN_TABLES_ARE_MADE.some((known) => known.test(sql))) return false
    const shape = shapeOf(sql)
    return FOREIGN.test(shape) || !KNOWN.some((start) => shape.toUpperCase().startsWith(start))
  })
  return [...new Set(wrong.map(shapeOf))]
}

/** Every statement that reached one database of the test server, whoever sent it, while it was used; `life` says which that was. */
async function statementsDuring(life: () => Promise<string>): Promise<string[]> {
  const connection = await createConnection(process.env.TEST_MYSQL_URL as string)
  try {
    await connection.query("SET GLOBAL log_output = 'TABLE', GLOBAL general_log = 1")
    const database = await life()
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT CONVERT(argument USING utf8mb4) AS statement FROM mysql.general_log WHERE command_type IN ('Query', 'Prepare', 'Execute')
       AND thread_id IN (SELECT thread_id FROM mysql.general_log WHERE command_type = 'Connect' AND argument LIKE ?)`,
      [`% on ${database} using %`],
    )
    return rows.map(({ statement }) => statement)
  } finally {
    await connection.query('SET GLOBAL general_log = 0')
    await connection.end()
  }
}

/** Everything that the product does: every route by everybody, seats that move up, and what nobody waits for. */
async function live({ cloud }: House): Promise<void> {
  const { app, clock } = cloud
  const activity = await publish(await cloud.official('town', 't1'), clock.now(), { seats: 1 })
  // Made while the text check is on: what this is about comes after it.
  await app.db.write((m) => m.query("UPDATE activity SET state = 'published' WHERE id = ?", [activity]))
  const [her, next] = [await cloud.woman({}, 'openid-her'), await cloud.woman({}, 'openid-next')]
  const seated = (await enrol(her, activity)).body
  const waiting = (await enrol(next, activity)).body
  expect([seated.state, waiting.state]).toEqual(['seated', 'waiting'])
  expect((await her.post(`/api/applications/${seated.id}/moves/cancel`, { version: 1 })).status).toBe(200)
  while ((await app.work.dispatch()) > 0);
  await app.work.checkTexts()
  const { remindAt } = await app.db.read.findOneByOrFail(Activity, { id: activity })
  clock.set(remindAt as string)
  expect(await app.work.remind()).toBeGreaterThan(0)
  clock.advance(40 * 86_400_000)
  await app.work.tick()
  await app.work.sweep()
  await app.keeping.anchors.write(clock.now())
  await verify(app)
  await app.db.durability()
}

describe('in all that it does, the product', () => {
  let house: House
  let statements: string[]
  beforeAll(async () => {
    // The history of the schema belongs to what it does.
    delete process.env.TEST_GROWN
    statements = await statementsDuring(async () => {
      house = await openHouse('mysql')
      await judgeRows(house, [...otherRows, ...caseRows])
      await judgeRows(house, lastRows, 1)
      await live(house)
      return new URL((house.cloud.settings.database as { url: string }).url).pathname.slice(1)
    })
  }, 240_000)
  afterAll(() => house?.close())

  it('uses only statements that MySQL-compatible distributed engines know', () => {
    expect(statements.length).toBeGreaterThan(1_000)
    expect(foreign(statements)).toEqual([])
  })

  it('has a primary key in every table', async () => {
    expect(await house.cloud.app.db.read.query(KEYLESS)).toEqual([])
  })
})

it('would name one that they do not know, whatever somebody typed', () => {
  const typed = "INSERT INTO notice(words) VALUES ('it\\'s FOR UPDATE; LOCK TABLES')"
  const wrong = ['SELECT * FROM activity WHERE id = 1 FOR UPDATE', 'SAVEPOINT a', 'LOCK TABLES activity WRITE', 'SELECT 1 LIMIT 1 OFFSET 9']
  expect(foreign([typed, ...wrong, 'TRUNCATE outbox'])).toEqual([...wrong, 'TRUNCATE outbox'])
})

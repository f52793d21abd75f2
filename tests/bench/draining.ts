import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../cloud/app'
import { insert } from '../../cloud/core/database'
import { newId } from '../../cloud/core/ids'
import { AT_ONCE } from '../../cloud/features/notices/dispatcher'
import { MessagePermission, Notice, Outbox } from '../../cloud/features/notices/notice.entity'
import { noticeRow } from '../../cloud/features/notices/notices.service'
import { say } from '../support/say'
import type { Place } from './place'
import { atLeast, none, type Result } from './result'
import { type Product, program, startServer } from './server'

const ANSWER_MS = 20
const PROCESSES = 2
const ALLOWED_EACH = 20
const EACH = 10
const TOGETHER = 100

const TEMPLATES = { progress: { id: 'tpl', data: { thing1: 'title', thing2: 'text', time3: 'at' } } }

/** Women with ten notices each, as the product seals and stores them. */
async function fill(app: App, notices: number): Promise<void> {
  const at = app.now()
  const outbox = {
    state: 'waiting' as const,
    attempts: 0,
    nextAt: at,
    lease: null,
    failure: null,
    placeId: null,
    urgent: false,
    called: null,
    doneAt: null,
  }
  for (let made = 0; made < notices; made += TOGETHER * EACH) {
    await app.db.write(async (m) => {
      const accounts: string[] = []
      for (let n = 0; n < TOGETHER; n++) accounts.push(await app.accounts.create(m, { openId: `openid-${made}-${n}` }))
      const rows = accounts.flatMap((accountId) =>
        Array.from({ length: EACH }, () => {
          const row = { id: newId(at), accountId }
          const dataKey = app.seal.newKey(noticeRow(row))
          const words = app.seal.seal(noticeRow(row), dataKey, 'words', { title: '报上名了', text: '您报上了“柑橘冬季管护”，请按时来。' })
          return { ...row, applicationId: newId(at), sort: 'progress' as const, dataKey, words, at }
        }),
      )
      await insert(m, Notice, rows)
      await insert(
        m,
        Outbox,
        rows.map(({ id }) => ({ id, ...outbox })),
      )
      await insert(
        m,
        MessagePermission,
        accounts.map((accountId) => ({ accountId, template: 'progress' as const, remaining: ALLOWED_EACH })),
      )
    })
  }
}

const count = async (app: App, sql: string): Promise<number> => Number(((await app.db.read.query(sql)) as { n: number }[])[0]?.n)

/**
 * Seconds until nothing waits any more, counted on the database's own rows; from the moment on at which the first process said what its
 * database holds to, for its workers start right after it: reading the first notices and WeChat's token is part of the work.
 */
async function drained(app: App, servers: readonly Product[], notices: number): Promise<number> {
  for (;;) {
    if ((await count(app, "SELECT COUNT(*) AS n FROM (SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT 1) AS waiting")) === 0) break
    await pause(50)
  }
  const seconds = (Date.now() - Math.min(...servers.map(({ opened }) => opened.at))) / 1000
  say(`  ${notices} 条用了 ${seconds.toFixed(1)} 秒`)
  return seconds
}

/** What two processes send against what the answering time lets through; nothing may be lost or sent twice. */
export async function draining(place: Place, { notices }: { notices: number }): Promise<Result[]> {
  const env = await place.onMariadb('draining')
  const app = await place.open(env)
  await fill(app, notices)
  const wechat = await startServer(program('yardsticks/wechat'), { ANSWER_MS: String(ANSWER_MS) }, place.folder)
  const base = `http://127.0.0.1:${wechat.port}`
  const known = { WECHAT_BASE: base, WECHAT_APP_ID: 'wx1', WECHAT_SECRET: 's', WECHAT_TEMPLATES: JSON.stringify(TEMPLATES) }
  const servers = await Promise.all(Array.from({ length: PROCESSES }, () => place.product({ ...env, ...known })))
  try {
    const seconds = await drained(app, servers, notices)
    const received = (await (await fetch(`${base}/received`)).json()) as { messages: number; twice: number }
    const left = await count(app, 'SELECT SUM(remaining) AS n FROM message_permission')
    const spent = (notices / EACH) * ALLOWED_EACH - left
    const measured = {
      name: '发 5 万条消息，两个进程',
      unit: '条/秒',
      value: notices / seconds,
      yardstick: (PROCESSES * AT_ONCE * 1000) / ANSWER_MS,
    }
    return [
      atLeast(0.8, measured),
      none('丢掉的消息', notices - received.messages),
      none('发了两次的消息', received.twice),
      none('多扣或少扣的订阅次数', Math.abs(spent - notices)),
    ]
  } finally {
    for (const server of [...servers, wechat]) await server.stop()
    await app.db.close()
  }
}

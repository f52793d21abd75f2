import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { App } from '../../../cloud/app'
import { type Mariadb, startMariadb } from '../../../config/tasks/mariadb.mjs'
import { createDatabase } from '../../support/mariadb'
import { freePort, type Started, startProcess } from '../../support/process'
import { openApp, openedOf, productEnv } from '../../support/product'
import { say } from '../../support/say'
import { startWechat, type WechatStandIn } from '../../support/wechat/stand-in'
import { type Person, settle } from './crowd'

export type Engine = 'mariadb' | 'sqlite'

/** A guard can only be taken away from the proofs' own entry. */
export const UNGUARDED = [`${process.env.PROVEN}/unguarded.js`]

export interface Server {
  url: string
  /** kill -9 */
  kill(): Promise<void>
  /** again on the same port */
  start(program?: readonly string[]): Promise<void>
}

/** Where one run happens: a database of its own, WeChat's stand-in, servers as processes, and the same services in this process. */
export interface Stage {
  app: App
  wechat: WechatStandIn
  /** undefined on SQLite */
  mariadb: Mariadb | undefined
  /** the county's first cadre */
  cadre: Person
  servers: Server[]
  close(): Promise<void>
}

const TEMPLATES = {
  progress: { id: 'tpl-progress', data: { thing1: 'title', thing2: 'text', time3: 'at' } },
  todo: { id: 'tpl-todo', data: { thing1: 'title', thing2: 'text' } },
}

const settingsIn = (log: string): string =>
  Object.entries(openedOf(log).settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('，')

/** A server process on a port that it keeps. @throws when its database could lose what it acknowledges */
export async function startServer(env: Record<string, string>, first: readonly string[]): Promise<Server> {
  const port = await freePort()
  let server: Started | undefined
  let program = first
  const start = async (next = program) => {
    program = next
    server = startProcess({ ...env, PORT: String(port) }, program)
    await server.says('listening')
    say(`  服务读回的设置：${settingsIn(server.said())}`)
  }
  const kill = async () => {
    if (!server) return
    server.child.kill('SIGKILL')
    await server.ended
    server = undefined
  }
  await start()
  return { url: `http://127.0.0.1:${port}`, kill, start }
}

/** What a server needs beside its database: keys made for this run, WeChat's stand-in, a folder. */
export async function openWorld() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jinguo-proof-'))
  const wechat = await startWechat({ templates: { 'tpl-progress': TEMPLATES.progress.data, 'tpl-todo': TEMPLATES.todo.data } })
  wechat.setPages(['pages/application/index', 'features/cadre/case/index', 'pages/inbox/index'])
  const env = {
    ...productEnv(folder),
    ...{ WECHAT_BASE: wechat.url, WECHAT_APP_ID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_TEMPLATES: JSON.stringify(TEMPLATES) },
  }
  const close = async () => {
    await wechat.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, wechat, env, close }
}

/** `uncommitted`: whoever reads sees what is not committed; for the control that acknowledges too early. */
export async function openStage(
  engine: Engine,
  { processes, program, uncommitted = false }: { processes: number; program: readonly string[]; uncommitted?: boolean },
): Promise<Stage> {
  const world = await openWorld()
  const more = uncommitted ? ['--transaction-isolation=READ-UNCOMMITTED'] : []
  const mariadb = engine === 'mariadb' ? await startMariadb({ durable: true, more }) : undefined
  const url = mariadb ? await createDatabase(mariadb.url, 'proof') : `sqlite:${path.join(world.folder, 'proof.sqlite')}`
  const env = { ...world.env, DATABASE_URL: url }
  const servers: Server[] = []
  let app: App | undefined
  const close = async () => {
    for (const server of servers) await server.kill()
    await app?.db.close()
    await mariadb?.stop()
    await world.close()
  }
  try {
    app = await openApp(env)
    await app.db.migrate()
    const cadre = await settle(app, world.wechat)
    const started = await Promise.allSettled(Array.from({ length: processes }, () => startServer(env, program)))
    for (const one of started) if (one.status === 'fulfilled') servers.push(one.value)
    for (const one of started) if (one.status === 'rejected') throw one.reason
    return { app, wechat: world.wechat, mariadb, cadre, servers, close }
  } catch (error) {
    await close()
    throw error
  }
}

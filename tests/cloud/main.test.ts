import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { connect, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { freePort, type Started, startProcess } from '../support/process'

let dataDir: string
let port: number
const started: Started[] = []
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'main-'))
  port = await freePort()
})
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  rmSync(dataDir, { recursive: true, force: true })
})

const start = (env: Record<string, string>): Started => {
  const one = startProcess({ DATA_DIR: dataDir, PORT: String(port), H5_DIR: dataDir, ...env })
  started.push(one)
  return one
}
const ask = async (route: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${route}`, { headers: { connection: 'close' } })
  return [answer.status, await answer.text()]
}
/** Whether anybody still answers at the port. */
const isOpen = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined))
    socket.on('error', () => resolve(false))
  })

it('says in Chinese why it does not start, and ends with 1', async () => {
  const key = Buffer.alloc(32, 1).toString('base64')
  const demo = start({ DEMO: '1', NODE_ENV: 'production', MASTER_KEYS: `k1:${key}`, CHAIN_KEY: key })
  expect(await demo.ended).toBe(1)
  expect(demo.said()).toBe('没有启动：演示登录不能和 NODE_ENV=production 一起用\n')
})

it('ends with 1 when its port is taken', async () => {
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  const late = start({ DEMO: '1' })
  const code = await late.ended
  other.close()
  expect([code, late.said()]).toEqual([1, expect.stringContaining('没有启动：')])
  expect(late.said()).not.toContain('    at ')
})

it('answers when it is healthy and ready, and ends with 0 when it is told to', async () => {
  const server = start({ DEMO: '1', LOG_LEVEL: 'info' })
  await server.says('listening')
  expect(await ask('/healthz')).toEqual([200, 'ok'])
  expect(await ask('/readyz')).toEqual([200, 'ok'])
  expect((await ask('/api/settings'))[1]).toContain('"demo":true')
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(await isOpen()).toBe(false)
})

it('finishes the request that is under way before it ends', async () => {
  const server = start({ DEMO: '1', LOG_LEVEL: 'info' })
  await server.says('listening')
  const body = JSON.stringify({ person: '0' })
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length), expect: '100-continue' }
  const request = http.request({ host: '127.0.0.1', port, path: '/api/sign-in/demo', method: 'POST', headers })
  request.flushHeaders()
  await once(request, 'continue')
  server.child.kill('SIGTERM')
  while (await isOpen());
  const answered = once(request, 'response')
  request.end(body)
  const [answer] = (await answered) as [http.IncomingMessage]
  const text = (await answer.setEncoding('utf8').toArray()).join('')
  expect([answer.statusCode, JSON.parse(text).message]).toEqual([404, '演示里没有这个人'])
  expect(await server.ended).toBe(0)
})

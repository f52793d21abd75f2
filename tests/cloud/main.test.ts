import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { connect, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { apiOf } from '../support/api'
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

const start = (env: Record<string, string>, ...program: string[][]): Started => {
  const one = startProcess({ DATA_DIR: dataDir, PORT: String(port), H5_DIR: dataDir, ...env }, ...program)
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

/** A request whose head has arrived and whose body has not: under way for as long as the test likes. */
async function begin(method: string, route: string, body: string, more: Record<string, string> = {}): Promise<http.ClientRequest> {
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), expect: '100-continue', ...more }
  const request = http.request({ host: '127.0.0.1', port, path: route, method, headers, agent: new http.Agent({ keepAlive: true }) })
  request.on('error', () => undefined)
  request.flushHeaders()
  await once(request, 'continue')
  return request
}
const held = () => begin('POST', '/api/sign-in/demo', JSON.stringify({ person: '0' }))

it('answers and stores what is under way before it ends, and says that the line closes', async () => {
  const seeded = startProcess({ DATA_DIR: dataDir, DEMO: '1' }, ['--import', 'tsx', 'cloud/tools/seed.ts'])
  started.push(seeded)
  expect(await seeded.ended).toBe(0)
  const server = start({ DEMO: '1', LOG_LEVEL: 'info' })
  await server.says('listening')
  const [{ person }] = JSON.parse((await ask('/api/sign-in/demo'))[1] as string)
  const { token } = (await apiOf(`http://127.0.0.1:${port}`).post('/api/sign-in/demo', { person })).body
  const authorization = `Bearer ${token}`
  const body = JSON.stringify({ name: '王桂兰' })
  const request = await begin('PUT', '/api/profile', body, { authorization })
  server.child.kill('SIGTERM')
  while (await isOpen());
  const answered = once(request, 'response')
  request.end(body)
  const [answer] = (await answered) as [http.IncomingMessage]
  answer.resume()
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close'])
  expect(await server.ended).toBe(0)

  const again = start({ DEMO: '1', LOG_LEVEL: 'info' })
  await again.says('listening')
  const kept = await fetch(`http://127.0.0.1:${port}/api/profile`, { headers: { authorization, connection: 'close' } })
  expect(await kept.json()).toMatchObject({ name: '王桂兰' })
})

it('is not ready any more from the moment it is told to end, and still answers until a balancer has noticed', async () => {
  const server = start({ DEMO: '1', LOG_LEVEL: 'info', DRAIN_SECONDS: '3' })
  await server.says('listening')
  server.child.kill('SIGTERM')
  await server.says('stopping')
  expect(await ask('/readyz')).toEqual([503, 'not ready'])
  expect((await ask('/api/settings'))[0]).toBe(200)
  expect(await server.ended).toBe(0)
})

it('cuts off who keeps it waiting too long', async () => {
  const server = start({ DEMO: '1', LOG_LEVEL: 'info', STOP_SECONDS: '1' })
  await server.says('listening')
  const request = await held()
  const closed = new Promise((resolve) => request.on('close', resolve))
  server.child.kill('SIGTERM')
  await closed
  expect(await server.ended).toBe(0)
  expect(server.said()).toContain('a request was cut off')
})

it('ends at once when it is told a second time', async () => {
  const server = start({ DEMO: '1', LOG_LEVEL: 'info', STOP_SECONDS: '600' })
  await server.says('listening')
  const request = await held()
  server.child.kill('SIGTERM')
  await server.says('stopping')
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(1)
  request.destroy()
})

it('tells Prometheus on a port of its own, and nobody on the public one', async () => {
  const own = await freePort()
  const server = start({ DEMO: '1', LOG_LEVEL: 'info', METRICS_PORT: String(own) })
  await server.says('listening')
  const answer = await fetch(`http://127.0.0.1:${own}/metrics`, { headers: { connection: 'close' } })
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/plain')
  for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes', 'jinguo_http_in_flight', 'jinguo_outbox_waiting'])
    expect(text).toContain(name)
  expect((await ask('/metrics'))[0]).toBe(404)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

it('that breaks down says where, and nothing of what was typed', async () => {
  const typed = Buffer.from('Zhang 13800001111').toString('base64')
  const breaks = `data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(new Error(atob('${typed}')))})`
  const server = start({ DEMO: '1', LOG_LEVEL: 'info' }, ['--import', 'tsx', '--import', breaks, 'cloud/main.ts'])
  await server.says('listening')
  server.child.kill('SIGUSR2')
  expect(await server.ended).toBe(1)
  expect(server.said()).toContain('"msg":"crashed"')
  expect(server.said()).not.toMatch(/Zhang|13800001111/)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pages } from '../../cloud/pages'
import { type Cloud, startCloud } from '../support/cloud'

let cloud: Cloud
const folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'))
beforeAll(async () => {
  writeFileSync(path.join(folder, 'index.html'), '<p>巾帼帮办</p>')
  cloud = await startCloud('sqlite', { proxies: 1 }, { rest: pages(folder, async () => true) })
})
afterAll(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true, force: true })
})

const EVERYWHERE = {
  'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
  'permissions-policy': expect.stringContaining('geolocation=()'),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-request-id': expect.stringMatching(/^[\w-]{12}$/),
}

it.each(['/', '/healthz', '/api/settings', '/api/profile', '/api/none', '/none'])(
  '%s comes with the headers that protect',
  async (path) => {
    const { headers } = await cloud.anybody.get(path)
    expect(Object.fromEntries(headers)).toMatchObject(EVERYWHERE)
    expect(headers.get('x-powered-by')).toBeNull()
  },
)

it('asks for TLS ever after only where it came by TLS', async () => {
  const hsts = async (proto: string) =>
    (await cloud.anybody.raw('/', { headers: { 'x-forwarded-proto': proto } })).headers.get('strict-transport-security')
  expect([await hsts('https'), await hsts('http')]).toEqual(['max-age=31536000', null])
})

it('shows pages to who asks for them and takes nothing there', async () => {
  const ask = async (method: string, path = '/') => (await cloud.anybody.raw(path, { method })).status
  expect([await ask('GET'), await ask('HEAD')]).toEqual([200, 200])
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect([await ask(method), await ask(method, '/healthz')]).toEqual([405, 405])
})

import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { noteBackup } from '../../cloud/core/last-backup'
import { metricsOf, metricsServer } from '../../cloud/core/metrics'
import { answersInTime } from '../../cloud/pages'
import { enrol, HER, publish } from '../support/activities'
import { onBothEngines, startCloud } from '../support/cloud'
import { startWechat } from '../support/wechat/stand-in'

onBothEngines('what the server tells Prometheus', (cloud) => {
  it('is what waits in the outbox and for how long, and how busy the database is', async () => {
    const { clock, app } = cloud()
    const id = await publish(await cloud().official('town', 't1'), clock.now(), { needsReview: true })
    await enrol(await cloud().woman(), id)
    clock.advance(15 * 60_000)
    const text = await app.metrics.text()
    expect(Number(/^jinguo_outbox_waiting (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0)
    expect(text).toMatch(/^jinguo_outbox_overdue_seconds 900$/m)
    expect(text).toMatch(/^jinguo_clock_overdue_seconds 0$/m)
    expect(text).toMatch(/^jinguo_database\{state="waiting"\} 0$/m)
    expect(text).not.toMatch(/^jinguo_(backup|wechat_token)_seconds/m)
  })
})

it('how long each route took is told by its pattern, without anything that anybody sent', async () => {
  const cloud = await startCloud('sqlite')
  const her = await cloud.woman()
  await her.get('/api/applications?box=mine')
  await her.get(`/api/applications/${'0'.repeat(26)}`)
  for (const path of [`/${HER.phone}`, `/api/${HER.phone}`, `/api/files/${'A'.repeat(26)}?until=1&sig=${HER.phone}`]) await her.get(path)
  await her.raw('/api/profile', { method: 'PROPFIND' })
  const text = await cloud.app.metrics.text()
  const counted = [...text.matchAll(/jinguo_http_request_seconds_count\{([^}]*)\} (\d+)/g)].map(([, labels, n]) => [labels, Number(n)])
  expect(counted).toEqual(
    expect.arrayContaining([
      ['route="GET /api/applications",status="2xx"', 1],
      ['route="GET /api/applications/:id",status="4xx"', 1],
      ['route="GET /api/files/:id",status="4xx"', 1],
    ]),
  )
  const routes = new Set(counted.map(([labels]) => /route="([^"]*)"/.exec(String(labels))?.[1]))
  expect([...routes].filter((route) => route !== 'none' && !/^[A-Z]+ \/api(\/(:?[a-z-]+|[a-z]+\.json))+$/.test(String(route)))).toEqual([])
  for (const secret of [HER.phone, her.account, 'PROPFIND']) expect(text).not.toContain(secret)
  await cloud.close()
})

it('a backup and an anchor that succeeded are told by their age', async () => {
  const cloud = await startCloud('sqlite')
  mkdirSync(cloud.settings.dataDir, { recursive: true })
  await noteBackup(cloud.settings.dataDir, cloud.clock.now())
  expect(await cloud.app.work.anchor()).toBe(1)
  cloud.clock.advance(3_600_000)
  const text = await cloud.app.metrics.text()
  expect(text).toMatch(/^jinguo_backup_seconds 3600$/m)
  expect(text).toMatch(/^jinguo_anchor_seconds 3600$/m)
  await cloud.close()
})

it.each([
  ['how long it is good', undefined, [expect.any(Number), 0]],
  ['that there is none and WeChat gives none', 'another secret', [undefined, 1]],
])('of WeChat’s token it is told %s', async (_what, secret, told) => {
  const wechat = await startWechat()
  const settings = { base: wechat.url, appId: wechat.appId, secret: secret ?? wechat.secret, templates: {}, state: 'formal' as const }
  const cloud = await startCloud('sqlite', { wechat: settings, logLevel: 'silent' })
  wechat.visit('o-cadre')
  await publish(await cloud.official('town', 't1', '李芳', 'o-cadre'), cloud.clock.now())
  await cloud.app.work.checkTexts()
  const text = await cloud.app.metrics.text()
  const values = ['seconds', 'refused'].map((name) => new RegExp(`^jinguo_wechat_token_${name} (\\d+)$`, 'm').exec(text)?.[1])
  expect(values.map((value) => value && Number(value))).toEqual(told)
  await cloud.close()
  await wechat.close()
})

it('a reading is taken once in five seconds however often it is asked for, and one that fails is left out', async () => {
  let [at, asked] = [0, 0]
  const metrics = metricsOf(() => at)
  metrics.watch([
    { name: 'asked', help: 'times', read: async () => ++asked },
    { name: 'broken', help: 'never', read: async () => Promise.reject(new Error('out of reach')) },
  ])
  const read = async () => /^asked (\d+)$/m.exec(await metrics.text())?.[1]
  expect([await read(), await read()]).toEqual(['1', '1'])
  at = 5_000
  expect([await read(), await metrics.text()]).toEqual(['2', expect.not.stringMatching(/^broken \d/m)])
  metrics.fault('defect')
  expect(await metrics.text()).toContain('jinguo_faults_total{words="defect"} 1')
})

it('the address for Prometheus knows nothing else', async () => {
  const server = metricsServer(metricsOf()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)).status
  expect([await ask('/metrics'), await ask('/'), await ask('/metrics', { method: 'POST' })]).toEqual([200, 404, 404])
  server.closeAllConnections()
  server.close()
})

it('is not ready while the database is silent or refuses', async () => {
  expect(await answersInTime(async () => 1, 60_000)).toBe(true)
  expect(await answersInTime(() => Promise.reject(new Error('gone')), 60_000)).toBe(false)
  expect(await answersInTime(() => new Promise(() => undefined), 10)).toBe(false)
})

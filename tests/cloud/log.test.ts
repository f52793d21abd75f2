import { insert } from '../../cloud/core/database'
import { createLog } from '../../cloud/core/log'
import { Session } from '../../cloud/features/people/people.entity'
import { enrol, publish } from '../support/activities'
import { apiOf } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'

const lines: string[] = []
const HER = { name: '欧阳玉蓉', village: 'v01', phone: '13812345678' }
/** What a database says of a value with line breaks looks like a stack of its own. */
const SECRET = `${HER.name}\n    at ${HER.phone} (/her/home.ts:1:1)`

onBothEngines(
  'the log',
  (cloud) => {
    const told = () => lines.splice(0).join('')

    it('keeps a defect without what was typed, and tells her in Chinese without a trace of the machine', async () => {
      const id = await publish(await cloud().official('town', 't1', HER.name), cloud().clock.now())
      const her = await cloud().woman({ phone: HER.phone })
      told()
      const { status, body, headers } = await enrol(her, id, HER)
      expect([status, body]).toEqual([500, { error: 'defect', message: '系统出了点问题，您填的内容没有丢，请过一会儿再试' }])
      const text = told()
      expect(text).toContain('"msg":"defect"')
      expect(text).toMatch(/ER_DUP_ENTRY|SQLITE_CONSTRAINT/)
      expect(text).toContain('"stack":"at ')
      // Every line of a request names it, whoever wrote the line.
      const requests = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).request)
      expect(new Set(requests)).toEqual(new Set([headers.get('x-request-id')]))
      for (const secret of [HER.name, HER.phone, 'home.ts', 'INSERT', id, her.account]) expect(text).not.toContain(secret)
    })

    it('names the route of a request, never its address, its token or who sent it', async () => {
      const token = 'T0ken-that-nobody-may-read'
      told()
      await apiOf(cloud().url, token).get(`/api/applications?box=mine&name=${HER.phone}`)
      await cloud().anybody.get(`/api/files/${'A'.repeat(26)}?until=1700000000000&sig=${'s'.repeat(43)}`)
      await cloud().anybody.get(`/${HER.phone}`)
      const text = told()
      const routes = text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).route)
      expect(routes).toEqual(['GET /api/applications', 'GET /api/files/:id', 'none'])
      for (const secret of [token, HER.phone, 'A'.repeat(26), 's'.repeat(43), '127.0.0.1']) expect(text).not.toContain(secret)
    })

    it('keeps nothing of what a hostile sender puts anywhere', async () => {
      const her = await cloud().woman()
      const mark = 'Zhang-13800001111'
      const sly = `${mark}\n{"level":50,"msg":"forged"}\u2028\x1b[31m%s%o`
      told()
      await her.raw(`/api/applications/${encodeURIComponent(sly)}?kind=${encodeURIComponent(sly)}`, {})
      await her.raw(`/${mark}/%0a${mark}`, { method: 'POST', body: sly })
      await her.raw('/api/profile', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: `{"name":"${mark}` })
      await her.put('/api/profile', { name: { [sly]: sly }, [sly]: sly })
      const headers = { 'user-agent': mark, referer: mark, 'x-request-id': mark, 'x-forwarded-for': mark, authorization: `Bearer ${mark}` }
      await her.raw('/api/profile', { headers: { ...headers, 'idempotency-key': mark, cookie: mark } })
      const text = told()
      expect(text.trim().split('\n').length).toBeGreaterThanOrEqual(5)
      for (const line of text.trim().split('\n')) expect(['request', 'defect']).toContain(JSON.parse(line).msg)
      expect(text).not.toMatch(/Zhang|13800001111|forged/)
    })

    it('keeps nothing of a refused answer', async () => {
      told()
      const refused = await (await cloud().woman()).put('/api/profile', { name: HER.name, phone: `${HER.phone}9` })
      expect(refused.status).toBe(422)
      expect(told()).not.toMatch(new RegExp(`${HER.name}|${HER.phone}`))
    })
  },
  (engine) => {
    const log = createLog('info', { write: (line: string) => lines.push(line) })
    const session = { tokenHash: SECRET, accountId: HER.phone, expiresAt: '', mark: '' }
    const twice = {
      'enrolment.enrol': async (m: Parameters<typeof insert>[0]) => {
        await insert(m, Session, [session, session])
        return { outcome: 'seated' }
      },
    }
    return startCloud(engine, {}, { log, effects: twice })
  },
)

it('tells a thrown text, an error in an error and a broken stack apart from what they say', () => {
  const written: string[] = []
  const log = createLog('info', { write: (line: string) => written.push(line) })
  const nested = Object.assign(new Error(SECRET, { cause: new Error(SECRET) }), { parameters: [SECRET], query: SECRET, code: 'E_CODE' })
  log.error({ err: nested }, 'defect')
  log.error({ err: SECRET }, 'defect')
  log.error({ err: undefined }, 'defect')
  log.error({ err: null }, 'defect')
  expect(written).toHaveLength(4)
  expect(written[0]).toContain('E_CODE')
  expect(written.join('')).not.toMatch(new RegExp(`${HER.name}|${HER.phone}|home`))
})

import { request } from 'node:http'
import { settingsOf } from '../../cloud/core/settings'
import { newToken } from '../../cloud/features/people/accounts.service'
import { enrol, HER, publish } from '../support/activities'
import type { Answer, Json } from '../support/api'
import { signal } from '../support/bases'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'

const statuses = (answers: Answer<Json>[]) => answers.map((answer) => answer.status)
const times = <T>(n: number, make: (i: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, i) => make(i)))
/** Written straight into the database, as somebody could who has it but none of the keys. */
const forge = (cloud: Cloud, sql: string, values: string[]) => cloud.app.db.write((m) => m.query(sql, values))

onBothEngines('somebody who means harm', (cloud) => {
  const town = () => cloud().official('town', 't1')
  const now = () => cloud().clock.now()

  it('does not learn from the list of an activity that there are enrolments at all', async () => {
    const cadre = await town()
    const id = await publish(cadre, now(), { seats: 30 })
    const list = `/api/applications?box=about&about=${id}`
    await times(21, async () => enrol(await cloud().woman(), id))
    const strangers = [await cloud().woman(), await cloud().official('town', 't2'), await cloud().official('village', 'v01')]
    for (const stranger of strangers) expect((await stranger.get(list)).body).toEqual({ items: [], next: null })
    const { body } = await cadre.get(list)
    expect([body.items.length, body.next]).toEqual([20, body.items[19].id])
  })

  it('cannot hide the last page from the organiser behind a page of drafts', async () => {
    const cadre = await town()
    const id = await publish(cadre, now(), { seats: 30 })
    await enrol(await cloud().woman(), id)
    cloud().clock.advance(1)
    await times(20, async () => (await cloud().woman()).post('/api/applications', { kind: 'enrolment', about: id }))
    const first = (await cadre.get(`/api/applications?box=about&about=${id}`)).body
    const second = (await cadre.get(`/api/applications?box=about&about=${id}&after=${first.next}`)).body
    expect([first.items.length, second.items.length]).toEqual([0, 1])
  })

  it('gets no answer from what is nested without end, too long for an id, or blown up with blanks', async () => {
    const id = await publish(await town(), now())
    const her = await cloud().woman()
    const nested = `{"kind":"enrolment","about":"${id}","move":"submit","input":{"name":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'nested-0001' }
    expect((await her.raw('/api/applications', { method: 'POST', headers, body: nested })).body.message).toBe(
      '内容的层数太多了，请重新提交',
    )
    expect((await her.post(`/api/applications/${'A'.repeat(40)}/moves/cancel`, { version: 1 })).status).toBe(404)
    const draft = (await her.post('/api/applications', { kind: 'enrolment', about: id })).body
    const kept = await her.patch(`/api/applications/${draft.id}`, { version: 1, input: { name: `王桂兰${' '.repeat(90_000)}` } })
    expect([kept.status, kept.body.answers.name]).toEqual([200, '王桂兰'])
    const [event] = await cloud().app.db.read.query("SELECT input FROM application_event WHERE application_id = ? AND move = 'save'", [
      draft.id,
    ])
    expect(event.input.length).toBeLessThan(1000)
  })

  it('cannot be called nothing, nor publish words that nobody sees', async () => {
    const her = await cloud().woman()
    for (const name of ['\u200d', '\u3164', '\u2800', '王\u00ad兰', '\u115f', '王\u200d兰', '王\u{e0041}兰', '王\uffff'])
      expect([name, (await her.put('/api/profile', { name })).status]).toEqual([name, 422])
    expect((await her.put('/api/profile', { name: '𠮷野👩‍🌾' })).status).toBe(200)
    const cadre = await town()
    for (const changed of [{ bring: '手\u202e套' }, { about: 'x\u0000' }, { title: '换\n行' }])
      await expect(publish(cadre, now(), changed)).rejects.toThrow('invalidInput')
  })

  it('cannot mark news as read that has not come yet, nor somebody else’s', async () => {
    const cadre = await town()
    const [her, other] = [await cloud().woman(), await cloud().woman()]
    const { body } = await enrol(her, await publish(cadre, now(), { needsReview: true }))
    await cadre.post(`/api/applications/${body.id}/moves/accept`, { version: 1 })
    const [notice] = (await her.get('/api/notices')).body.items
    expect((await her.post('/api/notices/read', { upTo: 'z'.repeat(26) })).status).toBe(404)
    expect((await other.post('/api/notices/read', { upTo: notice.id })).status).toBe(404)
    expect((await her.post('/api/notices/read', { upTo: notice.id })).status).toBe(200)
    expect((await her.get('/api/notices')).body.unread).toBe(false)
  })

  it('has one code alive at a time, is given a role once and loses it at one stroke', async () => {
    const county = await cloud().official('county', 'c1')
    const she = await cloud().woman({ name: '甲' })
    const code = async () => (await she.put('/api/profile/code', {})).body.code
    const give = async (shown: string) => county.post('/api/grants', { code: shown, role: 'town', place: 't1' })
    const old = await code()
    const first = await give(await code())
    expect([(await give(old)).status, first.status, (await give(await code())).body.fields]).toEqual([
      422,
      201,
      { code: '这个人已经有这个职务了，不用再授一次' },
    ])
    const { app } = cloud()
    await app.db.write((m) => app.grants.record(m, { id: 'TWIN', account: she.account, role: 'town', place: 't1', by: null, at: now() }))
    await county.remove(`/api/grants/${first.body.id}`)
    expect((await she.get('/api/calls')).status).toBe(403)
  })

  it('finds an older set-up code worthless once a new one is printed', async () => {
    const { app } = cloud()
    await forge(cloud(), "UPDATE grant_given SET revoked_at = ? WHERE role = 'county'", [now()])
    const print = () => app.db.write((m) => app.grants.firstCode(m, 'c1', now()))
    const [old, fresh] = [await print(), await print()]
    const claim = async (code: string | undefined) => (await cloud().woman()).post('/api/grants/claim', { code })
    expect(statuses([await claim(old), await claim(fresh)])).toEqual([422, 201])
  })

  it('cannot make twenty grants wait for each other’s connection', async () => {
    const { app } = cloud()
    const county = await cloud().official('county', 'c1')
    const codes = await times(20, async () => (await (await cloud().woman()).put('/api/profile/code', {})).body.code as string)
    cloud().clock.advance(60_000)
    const atlas = await app.grants.atlas()
    cloud().clock.advance(60_000)
    let begun = 0
    const all = signal()
    // As many units as have a connection on MySQL.
    const together = 8
    const wait = app.db.engine === 'mysql' ? () => all.given : async () => undefined
    await times(20, (i) =>
      app.db.write(async (m) => {
        begun += 1
        if (begun === together) all.give()
        await wait()
        await app.grants.give(m, county, `GRANT${i}`, { code: codes[i] as string, role: 'village', place: 'v01' }, atlas, now())
      }),
    )
    expect(await app.db.read.query("SELECT COUNT(*) AS n FROM grant_given WHERE id LIKE 'GRANT%'")).toMatchObject([
      { n: expect.anything() },
    ])
  })

  it('sits on one seat when both her phones send the same draft at once', async () => {
    const id = await publish(await town(), now(), { seats: 20 })
    const both = await times(10, async () => {
      const her = await cloud().woman()
      const draft = (await her.post('/api/applications', { kind: 'enrolment', about: id, input: HER })).body
      return statuses(await times(2, () => her.post(`/api/applications/${draft.id}/moves/submit`, { version: 1 }))).sort()
    })
    expect(both).toEqual(Array(10).fill([200, 409]))
    expect((await cloud().anybody.get(`/api/activities/${id}`)).body.seatsLeft).toBe(10)
  })

  it('cannot lose an answer or a permission by saying two things at once', async () => {
    const her = await cloud().woman()
    const accept = { answers: [{ template: 'progress', answer: 'accept' }] }
    expect(new Set(statuses(await times(10, () => her.post('/api/permissions', accept))))).toEqual(new Set([200]))
    const [{ remaining }] = await cloud().app.db.read.query('SELECT remaining FROM message_permission WHERE account_id = ?', [her.account])
    expect(remaining).toBe(10)
    const told = [{ name: '王桂兰' }, { phone: '13900001234' }, { birthYear: 1980 }, { village: 'v01' }]
    await Promise.all(told.map((answer) => her.put('/api/profile', answer)))
    expect((await her.get('/api/profile')).body).toMatchObject({ ...HER, birthYear: 1980 })
  })

  it('sees nothing more by sending an old request again: the reason must be fresh', async () => {
    const cadre = await town()
    const { body } = await enrol(await cloud().woman(), await publish(cadre, now()))
    const reveal = () => cadre.post(`/api/applications/${body.id}/reveals`, { field: 'phone', reason: '电话通知' }, 'reveal-once-1')
    expect([(await reveal()).body.value, (await reveal()).body.value]).toEqual([HER.phone, HER.phone])
    cloud().clock.advance(3_600_000)
    expect((await reveal()).body.error).toBe('notAllowed')
  })

  it('is answered as soon as a picture is too large, however much she goes on sending', async () => {
    const her = await cloud().woman()
    const token = newToken()
    await cloud().app.db.write((m) => cloud().app.accounts.startSession(m, her.account, token))
    const type = 'multipart/form-data; boundary=B'
    const headers = { 'content-type': type, 'idempotency-key': 'endless-0001', authorization: `Bearer ${token}` }
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${cloud().url}/api/uploads`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode)
        sending.destroy()
      })
      sending.on('error', reject)
      sending.write('--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n')
      // Never ended: only an answer ends this test.
      sending.write(Buffer.alloc(9_000_000))
    })
    expect(status).toBe(413)
  })

  it('shows no cadre her own enrolment as hers to decide', async () => {
    const cadre = await town()
    const { body } = await enrol(cadre, await publish(cadre, now(), { needsReview: true }))
    expect([body.holder, body.yours]).toEqual(['悦来镇妇联', false])
  })
})

describe('behind a proxy', () => {
  const env = {
    NODE_ENV: 'test',
    DATA_DIR: '/nonexistent',
    MASTER_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
    CHAIN_KEY: Buffer.alloc(32).toString('base64'),
  }
  const tries = async (proxies: number, from: (i: number) => string) => {
    const cloud = await startCloud('sqlite', { proxies }, { limits: { strangers: 3 } })
    const found = await times(6, (i) =>
      cloud.anybody.raw('/api/profile', { headers: { authorization: `Bearer made-up-${i}`, 'x-forwarded-for': from(i) } }),
    )
    await cloud.close()
    return statuses(found).filter((status) => status === 429).length
  }

  it('each woman has a limit of her own, and nobody writes herself another address', async () => {
    expect(await tries(1, (i) => `10.0.0.${i}`)).toBe(0)
    expect(await tries(1, (i) => `10.0.0.${i}, 10.9.9.9`)).toBe(3)
    // Where no proxy is, nobody's word is taken for it.
    expect(await tries(0, (i) => `10.0.0.${i}`)).toBe(3)
  })

  it('is said by the settings, on WeChat Cloud Run by itself', () => {
    expect([settingsOf(env).proxies, settingsOf({ ...env, PROXIES: '2' }).proxies]).toEqual([0, 2])
    expect(() => settingsOf({ ...env, PROXIES: 'all' })).toThrow('PROXIES 要写成')
    const run = {
      ...env,
      CLOUD_RUN: 'public',
      DATABASE_URL: 'mysql://u:p@h/d',
      STORAGE_URL: 'https://s/b',
      STORAGE_KEY_ID: 'i',
      STORAGE_SECRET: 's',
    }
    expect(settingsOf(run).proxies).toBe(1)
    expect(() => settingsOf({ ...run, DEMO: '1' })).toThrow('演示登录不能放到微信云托管上')
  })
})

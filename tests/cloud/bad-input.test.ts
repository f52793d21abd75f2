import { Application } from '../../cloud/features/applications/application.entity'
import { enrol, HER, publish } from '../support/activities'
import { onBothEngines } from '../support/cloud'

const json = { 'content-type': 'application/json', 'idempotency-key': 'bad-input-0001' }

onBothEngines('bad input', (cloud) => {
  const stored = () => cloud().app.db.read.count(Application)
  const town = () => cloud().official('town', 't1')

  it('gets a clear message at the field and stores nothing', async () => {
    const id = await publish(await town(), cloud().clock.now())
    const her = await cloud().woman()
    const before = await stored()
    const wrong: [unknown, Record<string, string>][] = [
      [{ ...HER, phone: '1391234' }, { phone: '手机号是 11 位数字，现在只有 7 位' }],
      [{ ...HER, phone: 13900001234 }, { phone: '请填写手机号' }],
      [{ ...HER, name: '' }, { name: '请填写姓名' }],
      [{ ...HER, name: '桂'.repeat(21) }, { name: '姓名最多20个字，现在有21个' }],
      [{ ...HER, name: '王\u202e兰' }, { name: '姓名里有看不见的符号，请删掉重写' }],
      [{ ...HER, village: 'v99' }, { village: '没有这个村，请重新选择' }],
      [{ ...HER, village: 't1' }, { village: '没有这个村，请重新选择' }],
      [{ ...HER, age: 40 }, { age: '这一步不用填这一项' }],
      [{}, { name: '请填写姓名', village: '请选择所在村', phone: '请填写手机号' }],
    ]
    for (const [input, fields] of wrong) {
      const { status, body } = await enrol(her, id, input)
      expect([status, body.fields]).toEqual([422, fields])
    }
    expect(await stored()).toBe(before)
  })

  it('answers broken, huge and wrongly typed bodies with a 4xx in Chinese and no trace of the machine', async () => {
    const her = await cloud().woman()
    const bodies: [RequestInit, number][] = [
      [{ headers: json, body: '{"kind":' }, 422],
      [{ headers: json, body: '' }, 422],
      [{ headers: json, body: '[]' }, 422],
      [{ headers: json, body: '"text"' }, 422],
      [{ headers: json, body: `{"kind":"${'x'.repeat(200_000)}"}` }, 413],
      [{ headers: { ...json, 'content-type': 'text/plain' }, body: 'kind=enrolment' }, 415],
      [{ headers: { 'content-type': 'application/json' }, body: '{"kind":"enrolment"}' }, 400],
      [{ headers: { ...json, 'idempotency-key': 'short' }, body: '{"kind":"enrolment"}' }, 400],
      [{ headers: json, body: '{"kind":"enrolment","__proto__":{"admin":true}}' }, 422],
      [{ headers: json, body: '{"kind":"constructor"}' }, 404],
      [{ headers: json, body: `{"kind":"enrolment","about":"${'0'.repeat(26)}","move":"submit"}` }, 404],
      [{ headers: json, body: '{"kind":"enrolment","about":{"id":1}}' }, 422],
    ]
    for (const [init, status] of bodies) {
      const answer = await her.raw('/api/applications', { method: 'POST', ...init })
      expect([init.body, answer.status]).toEqual([init.body, status])
      expect(answer.body.message).toMatch(/[\u4e00-\u9fff]/)
      expect(JSON.stringify(answer.body)).not.toMatch(/\bat \/|node_modules|Error:/)
    }
  })

  it('knows no foreign, odd or hostile ids', async () => {
    const her = await cloud().woman()
    for (const id of ['1', '%00', "1'%20OR%20'1'='1", '..%2F..%2Fetc%2Fpasswd', 'x'.repeat(300), '__proto__']) {
      expect([id, (await her.get(`/api/applications/${id}`)).status]).toEqual([id, 404])
    }
    expect((await her.get('/api/applications?box=everything')).status).toBe(422)
    expect((await her.get('/api/applications?box=mine&after=%27%3B--')).status).toBe(422)
    expect((await her.get('/api/applications?box=mine&box=inbox')).status).toBe(422)
  })

  it('refuses whoever is not signed in, and a token that has run out', async () => {
    const her = await cloud().woman()
    expect((await cloud().anybody.get('/api/profile')).status).toBe(401)
    expect((await cloud().anybody.raw('/api/profile', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401)
    const now = cloud().clock.now()
    cloud().clock.advance(31 * 86_400_000)
    expect((await her.get('/api/profile')).status).toBe(401)
    cloud().clock.set(now)
    expect((await her.post('/api/sign-out')).status).toBe(200)
    expect((await her.get('/api/profile')).status).toBe(401)
  })

  it('lets only cadres publish, only for their own places, and only what makes sense', async () => {
    const now = cloud().clock.now()
    const refused = async (who: Parameters<typeof publish>[0], changed: Parameters<typeof publish>[2]) =>
      publish(who, now, changed).then(
        () => 'published',
        (error: Error) => error.message,
      )
    expect(await refused(await cloud().woman(), {})).toContain('这一页给妇联干部用')
    expect(await refused(await town(), { organiser: 't2' })).toContain('这个地方不归您管')
    expect(await refused(await town(), { organiser: 'v03' })).toBe('published')
    expect(await refused(await town(), { seats: 0 })).toContain('名额在1到5000之间')
    expect(await refused(await town(), { startsAt: '2020-01-01T00:00:00.000Z', enrolBy: '2019-12-31T00:00:00.000Z' })).toContain(
      '开始时间已经过了',
    )
    expect(await refused(await town(), { endsAt: now })).toContain('结束要在开始之后')
    expect(await refused(await town(), { rules: { villages: ['v99'] } })).toContain('有一个村不存在')
    expect(await refused(await town(), { rules: { birthYear: { from: 2000, to: 1990 } } })).toContain('前一个年份不能比后一个大')
  })
})

import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startWechat } from '../support/wechat/stand-in'

type Wechat = Awaited<ReturnType<typeof startWechat>>
const wechatSettings = ({ url, appId, secret }: Wechat) => ({ base: url, appId, secret, templates: {}, state: 'formal' as const })

describe('signing in', () => {
  let wechat: Wechat
  beforeAll(async () => {
    wechat = await startWechat()
  })
  afterAll(() => wechat.close())

  onBothEngines(
    'with WeChat',
    (cloud) => {
      const signIn = (code: string) => cloud().anybody.post('/api/sign-in/wechat', { code })

      it('gives the same account to the same woman on her second phone, and a token for each', async () => {
        const first = await signIn(wechat.newCode('her-open-id'))
        const second = await signIn(wechat.newCode('her-open-id'))
        expect([first.status, first.body.account.roles]).toEqual([200, []])
        expect(second.body.account.id).toBe(first.body.account.id)
        expect(second.body.token).not.toBe(first.body.token)
      })

      it('makes one account when both phones sign in at the same moment', async () => {
        const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(wechat.newCode('twin-open-id'))))
        expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200])
        expect(new Set(answers.map((a) => a.body.account.id)).size).toBe(1)
      })

      it('refuses a code used twice, a made-up one and none, in words that say what to do', async () => {
        const code = wechat.newCode('other-open-id')
        await signIn(code)
        const refused = [await signIn(code), await signIn('made-up'), await cloud().anybody.post('/api/sign-in/wechat', {})]
        expect(refused.map((a) => [a.status, a.body.error])).toEqual([
          [400, 'codeUsed'],
          [400, 'codeBad'],
          [422, 'invalidInput'],
        ])
        for (const { body } of refused) expect(body.message).toMatch(/[\u4e00-\u9fff]/)
      })

      it('says so calmly when WeChat is silent or busy', async () => {
        wechat.failNext('login', -1)
        expect((await signIn(wechat.newCode('busy-open-id'))).status).toBe(502)
        wechat.silence('login')
        expect((await signIn(wechat.newCode('silent-open-id'))).status).toBe(502)
        wechat.speak()
      })

      it('stores the number of the phone button once, also when the answer was lost and the request repeated', async () => {
        const her = await cloud().woman()
        const code = wechat.newPhoneCode('13900004321')
        const first = await her.post('/api/profile/phone', { code }, 'phone-button-1')
        const again = await her.post('/api/profile/phone', { code }, 'phone-button-1')
        expect([first.body.phone, again.status, again.body.phone]).toEqual(['13900004321', 200, '13900004321'])
        expect((await her.post('/api/profile/phone', { code })).body.error).toBe('codeBad')
      })

      it('does not know the demonstration outside demo mode', async () => {
        expect((await cloud().anybody.get('/api/sign-in/demo')).status).toBe(404)
        const her = await cloud().woman()
        expect((await cloud().anybody.post('/api/sign-in/demo', { person: her.account })).status).toBe(404)
      })

      it('ignores the headers of WeChat Cloud Run unless the setting says that this is the private service', async () => {
        expect((await cloud().anybody.raw('/api/profile', { headers: { 'x-wx-openid': 'her-open-id' } })).status).toBe(401)
      })
    },
    (engine) => startCloud(engine, { wechat: wechatSettings(wechat) }, { wechatTimeoutMs: 300 }),
  )

  const headers = { 'x-wx-openid': 'vouched-open-id' }
  const storage = { sort: 's3' as const, url: 'http://127.0.0.1:1/bucket', keyId: 'k', secret: 's' }

  it('does not trust them on the public service of WeChat Cloud Run, where anybody may send them', async () => {
    const cloud: Cloud = await startCloud('mysql', { cloudRun: 'public', storage })
    expect((await cloud.anybody.raw('/api/profile', { headers })).status).toBe(401)
    await cloud.close()
  })

  it('trusts X-WX-OPENID on the private service of WeChat Cloud Run', async () => {
    const cloud: Cloud = await startCloud('mysql', { cloudRun: 'private', storage })
    const first = await cloud.anybody.raw('/api/profile', { headers })
    const again = await cloud.anybody.raw('/api/profile', { headers })
    expect([first.status, again.body.account.id]).toEqual([200, first.body.account.id])
    const body = JSON.stringify({ code: 'never exchanged here' })
    const signedIn = await cloud.anybody.raw('/api/sign-in/wechat', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    })
    expect([signedIn.status, signedIn.body.account.id]).toEqual([200, first.body.account.id])
    await cloud.close()
  })

  it('takes there only who comes from the configured mini-program', async () => {
    const settings = { base: 'http://127.0.0.1:9', appId: 'wx-ours', secret: 's', templates: {}, state: 'formal' as const }
    const cloud: Cloud = await startCloud('mysql', { cloudRun: 'private', storage, wechat: settings })
    const from = async (appId: string) => (await cloud.anybody.raw('/api/profile', { headers: { ...headers, 'x-wx-appid': appId } })).status
    expect([await from('wx-ours'), await from('wx-other')]).toEqual([200, 401])
    await cloud.close()
  })
})

onBothEngines('a profile', (cloud) => {
  it('is offered ever after, changed in parts, and emptied field by field', async () => {
    const her = await cloud().woman()
    await her.put('/api/profile', { name: ' 王桂兰 ', village: 'v01', birthYear: 1978 })
    expect((await her.put('/api/profile', { birthYear: null })).body).toMatchObject({
      name: '王桂兰',
      village: 'v01',
      birthYear: null,
      phone: null,
    })
  })

  it('says what is wrong at the field and stores nothing of it', async () => {
    const her = await cloud().woman({ name: '王桂兰' })
    const { status, body } = await her.put('/api/profile', { name: '陈小燕', phone: '139', village: 'v99', birthYear: 1800 })
    expect([status, Object.keys(body.fields).sort()]).toEqual([422, ['birthYear', 'phone', 'village']])
    expect((await her.get('/api/profile')).body.name).toBe('王桂兰')
    expect((await her.put('/api/profile', { idCard: '1' })).body.fields).toEqual({ idCard: '没有这一项' })
  })
})

onBothEngines('grants', (cloud) => {
  const identity = async (who: { put: Cloud['anybody']['put'] }) => (await who.put('/api/profile/code', {})).body.code

  it('are asked for with another code when somebody has the one that was drawn', async () => {
    const [one, other] = [await cloud().woman(), await cloud().woman()]
    const { app, clock } = cloud()
    const draws = ['abc234', 'abc234', 'xyz789']
    const drawn = (who: typeof one) => app.db.write((m) => app.grants.identityCode(m, who, () => draws.shift() as string, clock.now()))
    expect([(await drawn(one)).code, (await drawn(other)).code]).toEqual(['abc234', 'xyz789'])
  })

  it('make a cadre by the code on her phone, and unmake her at once', async () => {
    const county = await cloud().official('county', 'c1')
    const her = await cloud().woman({ name: '赵敏' })
    expect((await her.get('/api/applications?box=inbox')).body.items).toEqual([])
    const given = await county.post('/api/grants', { code: await identity(her), role: 'village', place: 'v01' })
    expect(given.body).toMatchObject({ name: '赵敏', role: 'village', placeName: '柳溪村' })
    expect((await her.get('/api/profile')).body.account.roles).toEqual([
      { role: 'village', place: 'v01', placeName: '柳溪村', level: '村妇联' },
    ])
    expect((await her.get('/api/activities?box=ours')).status).toBe(200)
    expect((await county.remove(`/api/grants/${given.body.id}`)).status).toBe(200)
    expect((await her.get('/api/activities?box=ours')).status).toBe(403)
  })

  it('are given by county cadres only, never to oneself, with a code good once', async () => {
    const [county, town, her] = [await cloud().official('county', 'c1'), await cloud().official('town', 't1'), await cloud().woman()]
    const code = await identity(her)
    expect((await town.post('/api/grants', { code, role: 'village', place: 'v01' })).status).toBe(403)
    expect((await county.post('/api/grants', { code: await identity(county), role: 'village', place: 'v01' })).status).toBe(403)
    expect((await county.post('/api/grants', { code, role: 'village', place: 't1' })).body.fields).toEqual({
      place: '村妇联要选对应的地方',
    })
    expect((await county.post('/api/grants', { code, role: 'bank', place: 'o3' })).status).toBe(201)
    expect((await county.post('/api/grants', { code, role: 'bank', place: 'o4' })).body.fields.code).toContain('已经用过')
    const late = await identity(her)
    cloud().clock.advance(31 * 60_000)
    expect((await county.post('/api/grants', { code: late, role: 'village', place: 'v01' })).body.fields.code).toContain('已经过期')
    expect((await town.get('/api/grants')).status).toBe(403)
    expect((await county.get('/api/grants?place=o3')).body.items).toHaveLength(1)
  })

  it('begin with a code printed at set-up, once', async () => {
    const fresh = await startCloud('sqlite')
    const code = await fresh.app.db.write((m) => fresh.app.grants.firstCode(m, 'c1', fresh.clock.now()))
    const [her, thief] = [await fresh.woman({ name: '周慧' }), await fresh.woman()]
    expect((await thief.post('/api/grants/claim', { code: 'GUESS-GUESS' })).status).toBe(422)
    expect((await her.post('/api/grants/claim', { code: ` ${code?.toLowerCase()} ` })).body).toMatchObject({
      role: 'county',
      placeName: '悦江县',
    })
    expect((await thief.post('/api/grants/claim', { code })).status).toBe(422)
    expect(await fresh.app.db.write((m) => fresh.app.grants.firstCode(m, 'c1', fresh.clock.now()))).toBeUndefined()
    await fresh.close()
  })
})

onBothEngines('what nobody needs any more', (cloud) => {
  it('is forgotten: sign-ins that have run out and keys that no phone repeats; the rest stays', async () => {
    const { app, clock } = cloud()
    const her = await cloud().woman()
    await her.post('/api/notices/read', { upTo: '0' }, 'an-old-request-key')
    await her.post('/api/permissions', { answers: [] }, 'an-old-request-key-2')
    const count = async (table: string) => Number((await app.db.read.query(`SELECT COUNT(*) AS n FROM ${table}`))[0].n)
    expect([await count('session'), await count('request_key')]).toEqual([1, 1])
    await app.work.sweep()
    expect([await count('session'), await count('request_key')]).toEqual([1, 1])
    clock.advance(31 * 86_400_000)
    await app.work.sweep()
    expect([await count('session'), await count('request_key')]).toEqual([0, 0])
  })
})

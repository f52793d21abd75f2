import { button, openBench } from '../support/weapp/bench'

const bench = openBench()
const { phoneOf, open } = bench

describe('consent', () => {
  const ask = `wx.requestSubscribeMessage({ tmplIds: ['A', 'B'], success: ({ A, B }) => this.say(A + ' ' + B), fail: ({ errMsg }) => this.say(errMsg) })`

  it('is asked for messages inside a tap, and answered template by template', async () => {
    const phone = phoneOf()
    phone.subscribe.B = 'ban'
    const app = await open(phone, button(ask))
    await app.tap('去')
    await app.see('accept ban')
  })

  it.each([
    ['a timer', `setTimeout(() => ${ask})`],
    ['a request', `wx.request({ url: base, success: () => ${ask} })`],
    ['a promise of the same tap', `Promise.resolve().then(() => ${ask})`],
  ])('is refused after %s', async (_, body) => {
    const app = await open(phoneOf(), button(body))
    await app.tap('去')
    await app.see('requestSubscribeMessage:fail can only be invoked by user TAP gesture.')
  })

  it('is refused for more than three templates at once', async () => {
    const app = await open(phoneOf(), button(ask.replace(`'B'`, `'B', 'C', 'D'`)))
    await app.tap('去')
    await app.see('Templates count out of max bounds')
  })

  it('comes before the phone number, which she may keep to herself', async () => {
    const phone = phoneOf({ phoneCode: () => 'code-1' })
    const app = await open(phone, {
      wxml: `<button open-type="getPhoneNumber" bindgetphonenumber="got">手机号</button>
        <button open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agreed">同意</button><text>{{said}}</text>`,
      js: 'Page({ got({ detail }) { this.setData({ said: detail.code || detail.errno || detail.errMsg }) }, agreed() { this.setData({ said: "好" }) } })',
    })
    await app.tap('手机号')
    await app.see('104')
    await app.tap('同意')
    await app.tap('手机号')
    await app.see('code-1')
    phone.phoneAnswer = 'noQuota'
    await app.tap('手机号')
    await app.see('1400001')
    phone.phoneAnswer = 'deny'
    await app.tap('手机号')
    await app.see('user deny')
  })
})

describe('storage', () => {
  const keep = button(`wx.setStorage({ key: 'draft', data: { name: '王' }, encrypt: true, complete: ({ errMsg }) => this.say(errMsg) })`)
  const read = (more: string) =>
    button(`wx.getStorage({ key: 'draft', ${more} success: ({ data }) => this.say(data.name), fail: ({ errMsg }) => this.say(errMsg) })`)

  it('gives an encrypted value only to whoever says encrypt', async () => {
    const phone = phoneOf()
    const writer = await open(phone, keep)
    await writer.tap('去')
    await writer.close()
    expect(phone.storage.get('draft')).toEqual({ json: '{"name":"王"}', encrypted: true })
    const careless = await open(phone, read(''))
    await careless.tap('去')
    await careless.see('getStorage:fail data not found')
    expect(careless.forgive('read the other way')).toHaveLength(1)
    await careless.close()
    const careful = await open(phone, read('encrypt: true,'))
    await careful.tap('去')
    await careful.see('王')
  })

  it.each([
    [1_048_000, false, 'ok'],
    [1_049_000, false, 'fail entry size limit reached'],
    [748_000, true, 'ok'],
    [750_000, true, 'fail entry size limit reached'],
  ])('of %i characters (encrypted: %s) is %s', async (length, encrypt, result) => {
    const app = await open(
      phoneOf(),
      button(`wx.setStorage({ key: 'k', data: 'a'.repeat(${length}), encrypt: ${encrypt}, complete: ({ errMsg }) => this.say(errMsg) })`),
    )
    await app.tap('去')
    await app.see(`setStorage:${result}`)
  })

  it('is full after ten megabytes', async () => {
    const app = await open(
      phoneOf(),
      button(
        `try { for (let i = 0; ; i++) { this.i = i; wx.setStorageSync('k' + i, 'a'.repeat(1e6)) } } catch (error) { this.say(this.i + ' ' + error.message) }`,
      ),
    )
    await app.tap('去')
    await app.see('10 exceed storage max size 10Mb')
  })
})

describe('the network', () => {
  const post = button(`wx.request({ url: base + '/things?a=1', method: 'POST', data: { n: 1 }, header: { 'Idempotency-Key': 'k' },
    success: ({ statusCode, data, header }) => this.say(statusCode + ' ' + data.n + ' ' + header['X-Seen']), fail: ({ errMsg }) => this.say(errMsg) })`)

  it('carries a request to the cloud as it was written', async () => {
    const app = await open(phoneOf(), post)
    await app.tap('去')
    await app.see('200 1 1')
    const [asked] = bench.cloud.asked
    expect(asked).toMatchObject({ method: 'POST', url: '/things?a=1', body: '{"n":1}' })
    expect(asked?.raw).toEqual(expect.arrayContaining(['Idempotency-Key', 'content-type']))
  })

  it('loses an answer to what the cloud has done', async () => {
    const phone = phoneOf()
    const app = await open(phone, post)
    phone.loseNextAnswer(({ method }) => method === 'POST')
    await app.tap('去')
    await app.see('request:fail timeout')
    expect(bench.cloud.asked).toHaveLength(1)
    await app.tap('去')
    await app.see('200 2 2')
  })

  it('lets nothing out when it is down', async () => {
    const phone = phoneOf()
    const app = await open(phone, post)
    phone.network = 'offline'
    await app.tap('去')
    await app.see('request:fail')
    expect(bench.cloud.asked).toHaveLength(0)
  })

  it('gives up after the time that was allowed, and after five seconds out of sight', async () => {
    const phone = phoneOf()
    const app = await open(phone, button(`wx.request({ url: base, timeout: 30000, fail: ({ errMsg }) => this.say(errMsg) })`))
    phone.holdNextAnswer()
    phone.holdNextAnswer()
    await app.tap('去')
    await app.wait(29_000)
    await app.gone('fail')
    await app.wait(1_000)
    await app.see('request:fail timeout')
    await app.tap('去')
    await app.hide()
    await app.wait(5_000)
    await app.see('request:fail interrupted')
  })

  it('takes ten requests at once and keeps the others waiting', async () => {
    await bench.crowd(10)
    const app = await open(
      phoneOf(),
      button(`let n = 0; for (let i = 0; i < 20; i++) wx.request({ url: base, success: () => this.say(++n) })`),
    )
    await app.tap('去')
    await app.see('20')
    expect(bench.cloud.most()).toBe(10)
  })

  it.each([
    [`'/things'`, 'invalid url'],
    [`'http://elsewhere.example/'`, 'url not in domain list'],
    [`base + '/teapot'`, '418'],
  ])('answers a request for %s with %s', async (url, answer) => {
    const app = await open(
      phoneOf({ origin: 'https://cloud.example' }),
      button(`wx.request({ url: ${url}, success: ({ statusCode }) => this.say(statusCode), fail: ({ errMsg }) => this.say(errMsg) })`),
    )
    await app.tap('去')
    await app.see(answer)
  })

  it('uploads a photograph as a form', async () => {
    const phone = phoneOf({ privacyAgreed: true })
    phone.photos.push({ name: 'cow.jpg', bytes: Buffer.from('moo'), kind: 'image' })
    const app = await open(
      phone,
      button(`wx.chooseMedia({ success: ({ tempFiles }) => wx.uploadFile({ url: base + '/files', name: 'file', filePath: tempFiles[0].tempFilePath,
        formData: { of: 'loan' }, success: ({ data }) => this.say(data) }) })`),
    )
    await app.tap('去')
    await app.see('{"n":1}')
    expect(bench.cloud.asked[0]?.headers['content-type']).toMatch('multipart/form-data; boundary=')
    expect(bench.cloud.asked[0]?.body).toMatch(
      /name="of"\r\n\r\nloan[\s\S]*filename="1-cow.jpg"\r\nContent-Type: image\/jpeg\r\n\r\nmoo\r\n/,
    )
  })

  it('tells a container whose phone it is, and carries no more than 100 KB there', async () => {
    const source = (
      size: number,
    ) => `wx.cloud.init(); wx.cloud.callContainer({ path: '/c', method: 'POST', header: { 'X-WX-SERVICE': 'api' }, data: 'a'.repeat(${size}) })
      .then(({ statusCode }) => this.say(statusCode), ({ errMsg }) => this.say(errMsg))`
    const app = await open(phoneOf({ person: 'wang' }), button(source(10)))
    await app.tap('去')
    await app.see('200')
    expect(bench.cloud.asked[0]?.headers).toMatchObject({ 'x-wx-openid': 'openid-wang', 'x-wx-service': 'api' })
    await app.close()
    const large = await open(phoneOf(), button(source(110_000)))
    await large.tap('去')
    await large.see('exceeds 100 KB')
  })
})

describe('a dialogue of WeChat', () => {
  it('is answered by the test and is no tap of the app', async () => {
    const phone = phoneOf()
    phone.modal = [false, { content: '改好了', confirm: true }]
    const app = await open(
      phone,
      button(`wx.showModal({ title: '名字', editable: true, success: ({ confirm, content }) => this.say(confirm + ' ' + content) })`),
    )
    await app.tap('去')
    await app.see('false')
    await app.tap('去')
    await app.see('true 改好了')
    expect(app.taps).toBe(2)
  })

  it('may be answered by a rule', async () => {
    const phone = phoneOf()
    phone.sheet = (items) => items.at(-1) ?? 'cancel'
    const app = await open(
      phone,
      button(`wx.showActionSheet({ itemList: ['一', '二'], success: ({ tapIndex }) => this.say('第' + tapIndex) })`),
    )
    await app.tap('去')
    await app.see('第1')
  })
})

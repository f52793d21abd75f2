import fs from 'node:fs'
import { type App, launch, newPhone, type Phone } from '../support/weapp'
import { type PageSource, type TinyCloud, tinyCloud, writePackage } from '../support/weapp/fixture'

let cloud: TinyCloud
let folders: string[] = []
let app: App | undefined

beforeEach(async () => {
  cloud = await tinyCloud()
})
afterEach(async () => {
  const closing = app?.close()
  app = undefined
  cloud.close()
  for (const folder of folders) fs.rmSync(folder, { recursive: true })
  folders = []
  await closing
})

const phoneOf = (more: Partial<Parameters<typeof newPhone>[0]> = {}): Phone => newPhone({ cloud: cloud.base, ...more })

async function open(phone: Phone, page: PageSource, others: Record<string, PageSource> = {}, manifest: object = {}): Promise<App> {
  const dist = writePackage({ x: page, ...others }, manifest)
  folders.push(dist)
  app = await launch({ dist, phone })
  return app
}

/** A page with one button that says what came of it. */
const button = (body: string): PageSource => ({
  wxml: '<button bindtap="go">去</button><text>{{said}}</text>',
  js: `const base = 'https://cloud.example'
    Page({ data: { said: '' }, say(said) { this.setData({ said }) }, go() { ${body} } })`,
})

describe('a person with the app', () => {
  it('sees what the template says and what a tap changes', async () => {
    const app = await open(phoneOf(), {
      wxml: '<view wx:for="{{names}}" wx:key="*this">{{item}}</view><button bindtap="more">再来</button>',
      js: `Page({ data: { names: ['王秀英'] }, more() { this.setData({ 'names[1]': '李桂兰' }) } })`,
    })
    const { calls, bytes } = await app.measure(() => app.tap('再来'))
    expect(app.text()).toBe('王秀英\n李桂兰\n再来')
    expect({ calls, bytes, taps: app.taps }).toEqual({ calls: 1, bytes: 24, taps: 1 })
  })

  it('cannot tap what is disabled, hidden, or deaf', async () => {
    const app = await open(phoneOf(), {
      wxml: `<button bindtap="go" disabled="{{true}}">不能点</button><view class="away"><view bindtap="go" class="in">看不到</view></view>
        <view hidden bindtap="go" class="hid">藏</view><view class="deaf">聋</view>`,
      js: 'Page({ go() {} })',
      wxss: '.away { display: none }',
    })
    await expect(app.tap('不能点')).rejects.toThrow('is disabled')
    await expect(app.tap('.in')).rejects.toThrow("can't be seen")
    await expect(app.tap('.hid')).rejects.toThrow("can't be seen")
    await expect(app.tap('.deaf')).rejects.toThrow('nothing happens')
    expect(app.has('看不到')).toBe(false)
  })

  it('has to say which of two she means', async () => {
    const app = await open(phoneOf(), {
      wxml: '<view class="a"><button bindtap="go" id="1">报名</button></view><view class="b"><button bindtap="go" id="2">报名</button></view>{{id}}',
      js: 'Page({ go(event) { this.setData({ id: event.currentTarget.id }) } })',
    })
    await expect(app.tap('报名')).rejects.toThrow('say nth or within')
    await app.tap('报名', { within: '.b' })
    await app.see('2')
  })

  it('types no more than a field takes, and the form sends it', async () => {
    const app = await open(phoneOf(), {
      wxml: `<form bindsubmit="send"><input class="name" name="name" maxlength="3"/><checkbox-group name="likes"><checkbox class="box" value="a"/></checkbox-group>
        <button form-type="submit">交</button></form><text>{{sent}}</text>`,
      js: 'Page({ send(event) { this.setData({ sent: JSON.stringify(event.detail.value) }) } })',
    })
    await app.type('.name', '欧阳秀英')
    await app.tap('.box')
    await app.tap('交')
    await app.see('{"name":"欧阳秀","likes":["a"]}')
  })

  it('goes to another page and back, and between tabs that stay as they were', async () => {
    const note = `onShow() { this.setData({ shown: (this.data.shown || 0) + 1 }) }`
    const first = {
      wxml: '<button bindtap="on">下一页</button>看了{{shown}}次',
      js: `Page({ ${note}, on() { wx.navigateTo({ url: '../y/y?a=%E4%B8%AD' }) } })`,
    }
    const tabs = {
      tabBar: {
        list: [
          { pagePath: 'pages/x/x', text: '首页' },
          { pagePath: 'pages/z/z', text: '我的' },
        ],
      },
    }
    const second = { wxml: '{{a}}', js: 'Page({ onLoad({ a }) { this.setData({ a }) } })' }
    const app = await open(phoneOf(), first, { y: second, z: { wxml: '我的' } }, tabs)
    await app.tap('下一页')
    await app.see('%E4%B8%AD')
    expect(app.routes()).toEqual(['pages/x/x', 'pages/y/y'])
    await app.back()
    await app.tab('我的')
    expect(app.routes()).toEqual(['pages/z/z'])
    await app.tab('首页')
    await app.see('看了3次')
  })

  it('learns at once why an app does not start', async () => {
    await expect(open(phoneOf(), { wxml: '', js: 'nothing()' })).rejects.toThrow('nothing is not defined')
    await expect(open(phoneOf(), { wxml: '<view' })).rejects.toThrow('unexpected end')
  })

  it('lets a minute pass without waiting for it', async () => {
    const app = await open(
      phoneOf(),
      button(`setTimeout(() => this.say('过了' + (Date.now() - this.began >= 60000)), 60000); this.began = Date.now()`),
    )
    await app.tap('去')
    await app.gone('过了')
    await app.wait(60_000)
    await app.see('过了true')
  })

  it('gives a page that a browser can show', async () => {
    const app = await open(phoneOf(), {
      wxml: '<view class="big" style="width: 375rpx">大字</view>',
      wxss: 'view.big { font-size: 40rpx }',
      json: { navigationBarTitleText: '试' },
    })
    expect(app.html(375)).toContain('style="width: 187.5px">大字</wx-view>')
    expect(app.html(750)).toContain('wx-view.big { font-size: 40px }')
  })
})

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
    const [asked] = cloud.asked
    expect(asked).toMatchObject({ method: 'POST', url: '/things?a=1', body: '{"n":1}' })
    expect(asked?.raw).toEqual(expect.arrayContaining(['Idempotency-Key', 'content-type']))
  })

  it('loses an answer to what the cloud has done', async () => {
    const phone = phoneOf()
    const app = await open(phone, post)
    phone.loseNextAnswer(({ method }) => method === 'POST')
    await app.tap('去')
    await app.see('request:fail timeout')
    expect(cloud.asked).toHaveLength(1)
    await app.tap('去')
    await app.see('200 2 2')
  })

  it('lets nothing out when it is down', async () => {
    const phone = phoneOf()
    const app = await open(phone, post)
    phone.network = 'offline'
    await app.tap('去')
    await app.see('request:fail')
    expect(cloud.asked).toHaveLength(0)
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
    cloud.close()
    cloud = await tinyCloud(10)
    const app = await open(
      phoneOf(),
      button(`let n = 0; for (let i = 0; i < 20; i++) wx.request({ url: base, success: () => this.say(++n) })`),
    )
    await app.tap('去')
    await app.see('20')
    expect(cloud.most()).toBe(10)
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
    expect(cloud.asked[0]?.headers['content-type']).toMatch('multipart/form-data; boundary=')
    expect(cloud.asked[0]?.body).toMatch(/name="of"\r\n\r\nloan[\s\S]*filename="1-cow.jpg"\r\nContent-Type: image\/jpeg\r\n\r\nmoo\r\n/)
  })

  it('tells a container whose phone it is, and carries no more than 100 KB there', async () => {
    const source = (
      size: number,
    ) => `wx.cloud.init(); wx.cloud.callContainer({ path: '/c', method: 'POST', header: { 'X-WX-SERVICE': 'api' }, data: 'a'.repeat(${size}) })
      .then(({ statusCode }) => this.say(statusCode), ({ errMsg }) => this.say(errMsg))`
    const app = await open(phoneOf({ person: 'wang' }), button(source(10)))
    await app.tap('去')
    await app.see('200')
    expect(cloud.asked[0]?.headers).toMatchObject({ 'x-wx-openid': 'openid-wang', 'x-wx-service': 'api' })
    await app.close()
    const large = await open(phoneOf(), button(source(110_000)))
    await large.tap('去')
    await large.see('exceeds 100 KB')
  })
})

describe('a killed app', () => {
  it('hears of nothing any more, though the cloud has done it', async () => {
    const phone = phoneOf()
    const send = button(`wx.request({ url: base + '/things', method: 'POST', success: () => wx.setStorageSync('heard', true) })
      setTimeout(() => wx.setStorageSync('timer', true), 1); Promise.resolve().then(() => wx.setStorageSync('microtask', true))`)
    const app = await open(phone, send)
    const held = phone.holdNextAnswer()
    app.tapNow('去')
    app.kill()
    await held.answered
    held.release()
    const next = await launch({ dist: folders[0] ?? '', phone })
    expect(cloud.asked).toHaveLength(1)
    expect([...phone.storage.keys()]).toEqual([])
    await next.tap('去')
    expect([...phone.storage.keys()].sort()).toEqual(['heard', 'microtask', 'timer'])
    await next.close()
  })

  it('leaves its warnings to the next one on the phone', async () => {
    const phone = phoneOf()
    const app = await open(phone, button(`console.error('oh')`))
    await app.tap('去')
    app.kill()
    const next = await launch({ dist: folders[0] ?? '', phone })
    await expect(next.close()).rejects.toThrow('console.error: oh')
  })
})

describe('a warning', () => {
  it.each([
    ['console.error', `console.error('oh')`, 'console.error: oh'],
    ['an error in a handler', 'nothing.at.all()', 'tap handler: nothing is not defined'],
    ['an error in a timer', `setTimeout(() => { throw new Error('late') })`, 'timer: late'],
    ['an unhandled rejection', `(async () => { throw new Error('alone') })()`, 'unhandled rejection: alone'],
    ['setData of undefined', 'this.setData({ said: undefined })', 'setData "said" is undefined in pages/x/x'],
    ['setData of more than 256 KB', `this.setData({ long: 'a'.repeat(300000) })`, 'setData of 293 KB'],
    ['an API that this phone lacks', 'try { wx.getBatteryInfoSync() } catch {}', 'wx.getBatteryInfoSync is not answered'],
    ['an API that WeChat lacks', 'try { wx.getBateryInfo() } catch {}', 'there is no wx.getBateryInfo'],
    ['a dialogue that nobody answers', `try { wx.showModal({ title: '真的吗' }) } catch {}`, 'nobody answers the modal: {"title":"真的吗"'],
  ])('about %s keeps the app from closing', async (_, body, warning) => {
    const noisy = await open(phoneOf(), button(body))
    await noisy.tap('去')
    expect(noisy.warnings).toEqual([expect.stringContaining(warning)])
    app = undefined
    await expect(noisy.close()).rejects.toThrow(warning)
  })

  it('comes from a template too', async () => {
    const noisy = await open(phoneOf(), { wxml: '<template is="nowhere"/>' })
    app = undefined
    await expect(noisy.close()).rejects.toThrow('Template `nowhere` not found')
  })

  it('is taken off only by a test that expected it', async () => {
    const app = await open(phoneOf(), button(`console.error('oh')`))
    expect(() => app.forgive('oh')).toThrow('no warning matches')
    await app.tap('去')
    app.forgive(/oh$/)
    await app.close()
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

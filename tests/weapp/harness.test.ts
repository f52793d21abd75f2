import { button, openBench } from '../support/weapp/bench'

const bench = openBench()
const { phoneOf, open } = bench

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
      button(`this.began = Date.now(); setTimeout(() => this.say('过了' + (Date.now() - this.began >= 60000)), 60000)`),
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
    const next = await bench.again(phone)
    expect(bench.cloud.asked).toHaveLength(1)
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
    const next = await bench.again(phone)
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
    bench.forget()
    await expect(noisy.close()).rejects.toThrow(warning)
  })

  it('comes from a template too', async () => {
    const noisy = await open(phoneOf(), { wxml: '<template is="nowhere"/>' })
    bench.forget()
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

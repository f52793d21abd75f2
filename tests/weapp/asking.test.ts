import { publish } from '../support/activities'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const DETAIL = 'features/activity/detail/index'

describe('a woman whom a rule refuses, in the built mini-program,', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const organiser = async (person: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official('town', 't1', '李芳', `openid-${person}`)
  }
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('asks the organiser, who reads why, lets her in with a reason, and she comes', async () => {
    const id = await publish(await organiser('asked'), scene.cloud.clock.now(), {
      title: '只请石桥村的',
      seats: 3,
      rules: { villages: ['v02'], priority: [{ group: 'newcomer' }], quotas: [{ village: 'v02', seats: 2 }], quotasOpenAt: soon(scene) },
    })
    await scene.work()
    const her = await open(scene.phone('asker'), DETAIL, { id })
    await her.see('石桥村留了2个名额，还剩2个')
    await her.see('有人退出先给一年里没参加过培训的姐妹，最后按报名先后')
    await her.tap('请选择所在村')
    await her.tap('柳溪村')
    await her.see('这次只请石桥村的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方')
    expect([her.has('我要报名'), her.has('同意并报名')]).toEqual([false, false])
    await her.tap('同意并问问主办方')
    await her.type('.f-name', '王桂兰')
    await her.type('.f-phone', '13900001234')
    await her.tap('问问主办方')
    await her.see('请填写想跟主办方说的话')
    await her.type('.f-plea', '我娘家在石桥村，果园归我管')
    await her.tap('问问主办方')
    await her.see('交给悦来镇妇联了')

    const desk = await open(scene.phone('asked'))
    await desk.tap('去办')
    await desk.see('请求破例')
    await desk.tap('王桂兰 · 活动报名')
    await desk.see('我娘家在石桥村，果园归我管')
    await desk.see('她看到的是：“这次只请石桥村的姐妹来')
    await desk.tap('同意她来')
    await desk.tap('.do-admit')
    await desk.see('请填写为什么同意')
    await desk.tap('名额有富余')
    await desk.tap('.do-admit')
    await her.pullDown()
    await her.see('您报上了“只请石桥村的”')
    await her.see('破例同意了')
  })
})

const soon = (scene: Scene) => new Date(Date.parse(scene.cloud.clock.now()) + 3_600_000).toISOString()

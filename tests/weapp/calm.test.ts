import { publish } from '../support/activities'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

describe('the built mini-program stays calm', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query?: Record<string, string>) => {
    const app = await launch({ dist: DIST, phone, ...(entry ? { entry } : {}), ...(query ? { query } : {}) })
    apps.push(app)
    return app
  }
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('without signal: says so, offers another try, and goes on when the signal is back', async () => {
    const phone = scene.phone('nosignal')
    phone.network = 'offline'
    const her = await open(phone)
    await her.see('没有连上网，请看看信号')
    phone.network = 'ok'
    await her.tap('再试一次')
    await her.see('最近没有新活动')
  })

  it('with nothing to show yet: every list says so and shows a way on', async () => {
    const her = await open(scene.phone('empty'))
    await her.tab('我的办理')
    expect(her.text()).toMatch(/还没有/)
    await her.tab('首页')
    await her.tap('消息')
    expect(her.text()).toMatch(/没有/)
  })

  it('for an activity that is gone: says so and leads home', async () => {
    const her = await open(scene.phone('gone'), 'features/activity/detail/index', { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })
    await her.see('没有找到这个活动，它可能已经结束了')
    await her.tap('回首页')
    await her.see('最近的活动')
  })

  it('for eyes that want large type: follows the size that WeChat is set to, and one tap changes it', async () => {
    const phone = scene.phone('large')
    phone.fontScale = 1.4
    const her = await open(phone)
    expect(her.all('.screen.large')).toHaveLength(1)
    await her.tap('小一点')
    expect(her.all('.screen.large')).toHaveLength(0)
    her.kill()
    const again = await open(phone)
    expect(again.all('.screen.large')).toHaveLength(0)
  })

  it('when her sign-in has run out: signs in again without a word', async () => {
    const phone = scene.phone('expired')
    const her = await open(phone)
    await her.see('最近的活动')
    await scene.cloud.app.db.write((m) => m.query('DELETE FROM session'))
    await her.tab('我的办理')
    expect(her.text()).toMatch(/还没有/)
    expect(her.called('login').length).toBeGreaterThanOrEqual(2)
  })

  it('when a cadre is revoked: she is out at once', async () => {
    scene.wechat.visit('openid-revoked')
    const cadre = await scene.cloud.official('town', 't1', '李芳', 'openid-revoked')
    await publish(cadre, scene.cloud.clock.now(), { title: '剪枝课' })
    const desk = await open(scene.phone('revoked'))
    await desk.tap('工作台')
    await desk.see('等我办')
    await scene.cloud.app.db.write((m) => m.query("UPDATE grant_given SET revoked_at = '2026-01-01T00:00:00.000Z'"))
    await desk.tap('.s-ours')
    await desk.see('这一页给妇联干部用')
  })

  it('asks for messages inside the tap that submits, and the cloud keeps what she allowed', async () => {
    scene.wechat.visit('openid-author')
    const id = await publish(await scene.cloud.official('town', 't1', '李芳', 'openid-author'), scene.cloud.clock.now(), {})
    await scene.work()
    const her = await open(scene.phone('asks'), 'features/activity/detail/index', { id })
    await fillIn(her)
    await her.tap('报名，并通知我')
    await her.see('报上名了！')
    expect(her.called('requestSubscribeMessage')).toHaveLength(1)
    const kept = await scene.cloud.app.db.read.query('SELECT template, remaining FROM message_permission ORDER BY template')
    expect(kept).toEqual([
      { template: 'progress', remaining: 1 },
      { template: 'todo', remaining: 1 },
    ])
  })
})

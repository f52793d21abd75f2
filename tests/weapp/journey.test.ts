import { sceneOf } from '@shared/core/scene'
import type { ActivityBody } from '@shared/features/activity/activity.schema'
import { publish } from '../support/activities'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

describe('the built mini-program', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, more: { entry?: string; query?: Record<string, string> } = {}) => {
    const app = await launch({ dist: DIST, phone, ...more })
    apps.push(app)
    return app
  }
  const openActivity = (phone: Phone, id: string) => open(phone, { entry: 'features/activity/detail/index', query: { id } })
  const organiser = async (person: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official('town', 't1', '李芳', `openid-${person}`)
  }
  const published = async (changed: Partial<ActivityBody>) => {
    const id = await publish(await organiser(`author-${apps.length}-${changed.title}`), scene.cloud.clock.now(), changed)
    await scene.work()
    return id
  }
  const taps = async (app: App, act: () => Promise<void>) => {
    const before = app.taps
    await act()
    return app.taps - before
  }
  const enrolments = async (about: string) => {
    const cadre = await scene.cloud.official('town', 't1')
    return (await cadre.get(`/api/applications?box=about&about=${about}`)).body.items
  }

  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(() => {
    // Closing throws when the app warned: WXML faults, unknown interfaces, console errors.
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('carries a woman from the list to her receipt in four taps, a cadre to her decision, and the answer back to her', async () => {
    await published({ title: '短视频卖山货', needsReview: true })
    const cadre = scene.phone('desk')
    await organiser('desk')
    const [her, phone] = [await open(scene.phone('guilan')), 'guilan']
    await her.tap('短视频卖山货')
    await her.see('还剩2个名额')
    const needed = await taps(her, async () => {
      await fillIn(her)
      scene.wechat.allow(`openid-${phone}`, 'tpl-progress')
      await her.tap('报名，并通知我')
    })
    expect(needed).toBeLessThanOrEqual(4)
    await her.see('交给悦来镇妇联了')
    expect(her.text()).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/)

    const desk = await open(cadre)
    await desk.tap('去办')
    await desk.tap('王桂兰 · 活动报名')
    await desk.see('139****1234')
    await desk.tap('同意')
    await scene.work()
    expect(scene.wechat.sent.filter((m) => m.openid === 'openid-guilan').map((m) => m.data.thing1)).toEqual(['报上名了'])

    await her.pullDown()
    await her.see('您报上了“短视频卖山货”')
    await her.see('李芳（悦来镇妇联）')
    await her.tap('我的办理')
    await her.tab('首页')
    await her.tap('消息')
    await her.see('您报上了“短视频卖山货”')
  })

  it('lets her enrol with two taps once it knows her, from the code that she scanned', async () => {
    const first = await published({ title: '柑橘剪枝' })
    const second = await published({ title: '家政上岗', seats: 1 })
    const phone = scene.phone('xiaoyan')
    const her = await open(phone, {
      entry: 'features/activity/detail/index',
      query: { scene: sceneOf(first, 'v02') },
    })
    await her.tap('同意并报名')
    await her.see('悦来镇 · 石桥村')
    await her.see('从您扫的码认出来的')
    await her.type('.f-name', '陈小燕')
    await her.tap('用微信里的手机号')
    await her.tap('报名，并通知我')
    await her.see('报上名了！')

    await scene.cloud.woman().then((other) =>
      other.post('/api/applications', {
        kind: 'enrolment',
        about: second,
        move: 'submit',
        input: { name: '别人', village: 'v01', phone: '13900009999' },
      }),
    )
    const again = await open(phone, { entry: 'features/activity/detail/index', query: { id: second } })
    await again.see('名额满了')
    expect(
      await taps(again, async () => {
        await again.tap('我要排队')
        await again.see('核对一下，就好了')
        await again.tap('报名，并通知我')
      }),
    ).toBe(2)
    await again.see('您排第1位')
  })

  it('asks just the fact that a rule needs and gives its verdict before anything else is filled', async () => {
    const id = await published({ title: '只请年轻人', rules: { birthYear: { from: 1990, to: 2008 } } })
    const her = await openActivity(scene.phone('fengying'), id)
    await her.see('先填出生年份，看看您能不能来')
    await her.type('.f-birthYear', '1966')
    await her.see('这次请1990年及以后出生的姐妹来')
    expect([her.has('我要报名'), her.has('同意并报名')]).toEqual([false, false])
    await her.tap('出生年份填错了？改一下')
    await her.type('.f-birthYear', '1996')
    await her.see('您符合条件。')
    await her.tap('同意并报名')
    expect(her.value('.f-birthYear')).toBe('1996')
  })

  it('says at the field what is wrong, keeps what she typed and sends nothing', async () => {
    const id = await published({ title: '报错的课' })
    const her = await openActivity(scene.phone('suhua'), id)
    await her.tap('同意并报名')
    await her.type('.f-name', '黄素华')
    await her.type('.f-phone', '1391234')
    await her.tap('报名，并通知我')
    await her.see('手机号是 11 位数字，现在只有 7 位')
    await her.see('请选择所在村')
    expect([her.value('.f-name'), her.value('.f-phone'), (await enrolments(id)).length]).toEqual(['黄素华', '1391234', 0])
  })

  it('loses nothing of what she typed when the app is killed between two fields', async () => {
    const id = await published({ title: '断电的课' })
    const phone = scene.phone('chunmei')
    const first = await openActivity(phone, id)
    await first.tap('同意并报名')
    await first.type('.f-name', '谢春梅')
    first.kill()
    expect([...phone.storage].filter(([, kept]) => kept.json.includes('谢春梅')).map(([, kept]) => kept.encrypted)).toEqual([true])

    const again = await openActivity(phone, id)
    await again.tap('我要报名')
    expect(again.value('.f-name')).toBe('谢春梅')
  })

  it('stores one enrolment when the answer was lost, the app killed and the submit repeated', async () => {
    const id = await published({ title: '没信号的课' })
    const phone = scene.phone('hongxia')
    const first = await openActivity(phone, id)
    await first.tap('同意并报名')
    await first.type('.f-name', '唐红霞')
    await first.type('.f-phone', '13900005555')
    await first.tap('请选择所在村')
    await first.tap('石桥村')
    phone.loseNextAnswer(({ path, method }) => method === 'POST' && path.endsWith('/applications'))
    await first.tap('报名，并通知我')
    await first.see('有信号了再发一次')
    expect(await enrolments(id)).toHaveLength(1)
    first.kill()

    const again = await open(phone)
    await again.see('上次没发出去')
    await again.tap('再发一次')
    await again.see('上次没发出去，再发一次')
    await again.tap('再发一次')
    await again.see('报上名了！')
    expect(await enrolments(id)).toHaveLength(1)
    expect([...phone.storage.keys()].filter((key) => key.startsWith('draft:'))).toEqual([])
  })

  it('leads her to the enrolment she has when she changed the draft after a lost answer', async () => {
    const id = await published({ title: '改过的课' })
    const phone = scene.phone('yufen')
    const her = await openActivity(phone, id)
    await fillIn(her, { name: '张玉芬', phone: '13900006666', village: '梅坪村' })
    phone.loseNextAnswer(({ method, path }) => method === 'POST' && path.endsWith('/applications'))
    await her.tap('报名，并通知我')
    await her.type('.f-name', '张玉芬芬')
    await her.tap('.submit')
    await her.see('您已经办过这件事了，不用再交一次')
    await her.tap('去看看')
    await her.see('报上名了')
    expect(await enrolments(id)).toHaveLength(1)
  })

  it('works without permission for messages, and tells her calmly when there is no signal', async () => {
    const id = await published({ title: '拒收的课' })
    const phone = scene.phone('xiuzhen')
    phone.subscribeElse = 'reject'
    const her = await openActivity(phone, id)
    await fillIn(her, { name: '刘秀珍', phone: '13900007777', village: '沙湾村' })
    phone.network = 'offline'
    await her.tap('报名，并通知我')
    await her.see('有信号了再发一次')
    phone.network = 'ok'
    await her.tap('再发一次')
    await her.see('报上名了！')
    await her.tap('我的办理')
    await her.see('拒收的课')
  })

  it('lets her cancel, asks first, and gives the seat to the next, whose inbox says so', async () => {
    const id = await published({ title: '只有一个名额', seats: 1 })
    const input = { name: '曾桂兰', village: 'v04', phone: '13900008888' }
    const next = await scene.cloud.woman()
    const her = await open(scene.phone('leaving'), { entry: 'features/activity/detail/index', query: { id } })
    await fillIn(her, { name: '林凤英', phone: '13900003333', village: '青岗村' })
    await her.tap('报名，并通知我')
    const { body } = await next.post('/api/applications', { kind: 'enrolment', about: id, move: 'submit', input })
    expect(body.state).toBe('waiting')
    await her.tap('.m-cancel')
    await her.see('取消后名额会马上让给排队的姐妹')
    await her.tap('确定取消报名')
    await her.see('已取消')
    expect((await next.get('/api/notices')).body.items[0].title).toBe('报上名了')
  })
})

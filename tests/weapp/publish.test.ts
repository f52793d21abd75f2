import { addDays, atChina, dayOf, sayDay } from '@shared/core/time'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { type App, launch } from '../support/weapp'

describe('a town cadre on her phone', () => {
  let scene: Scene
  let desk: App
  beforeAll(async () => {
    scene = await openScene()
    scene.wechat.visit('openid-lifang')
    await scene.cloud.official('town', 't1', '李芳', 'openid-lifang')
    desk = await launch({ dist: DIST, phone: scene.phone('lifang') })
  })
  afterAll(async () => {
    desk.close()
    await scene.close()
  })

  it('publishes an activity with its rules, and it shows once WeChat has looked at the words', async () => {
    const day = addDays(dayOf(new Date().toISOString()), 5)
    await desk.tap('工作台')
    await desk.tap('发布活动')
    await desk.tap('.m-publish')
    await desk.see('请填写活动名称')
    await desk.type('.f-title', '短视频卖山货，两天学会')
    await desk.tap('.o-ecommerce')
    await desk.type('.f-seats', '30')
    await desk.type('.f-bring', '手机、充电器')
    await desk.type('.f-place', '悦来镇文化站二楼')
    await desk.tap('.picked', { within: '.f-startDay' })
    await pickDay(desk, day)
    await desk.see(sayDay(day))
    await desk.tap('.picked', { within: '.f-enrolDay' })
    await pickDay(desk, addDays(day, -1))
    await desk.type('.f-from', '1966')
    await desk.type('.f-to', '2008')
    await desk.tap('.m-publish')
    await desk.see('检查')
    const [checking] = (await (await scene.cloud.official('town', 't1')).get('/api/activities?box=ours')).body.items
    expect(checking).toMatchObject({
      title: '短视频卖山货，两天学会',
      sort: 'ecommerce',
      cover: 'phone',
      place: '悦来镇文化站二楼',
      seats: 30,
      bring: '手机、充电器',
      needsReview: false,
      rules: { birthYear: { from: 1966, to: 2008 } },
      state: 'checking',
    })
    expect(dayOf(checking.startsAt)).toBe(day)
    await scene.work()
    const her = await launch({ dist: DIST, phone: scene.phone('guilan') })
    await her.see('短视频卖山货，两天学会')
    await her.see('还剩30个名额')
    her.close()
  })

  it('publishes with more conditions, which lie folded until she wants them', async () => {
    const day = addDays(dayOf(new Date().toISOString()), 6)
    const phone = scene.phone('lifang')
    const again = await launch({ dist: DIST, phone })
    await again.tap('工作台')
    await again.tap('发布活动')
    expect(again.has('排队时先给谁')).toBe(false)
    await again.tap('.more-conditions')
    await again.type('.f-title', '果树嫁接')
    await again.tap('.o-farming')
    await again.type('.f-seats', '20')
    await again.type('.f-place', '悦来镇文化站')
    await again.tap('.picked', { within: '.f-startDay' })
    await pickDay(again, day)
    await again.tap('.o-yearly')
    await again.tap('.o-apart-24')
    await again.tap('.o-first-villages')
    await again.tap('.o-first-newcomer')
    await again.tap('.picked', { within: '.f-firstVillages' })
    await again.tap('梅坪村')
    await again.tap('.m-picked')
    await again.tap('.picked', { within: '.f-quotas' })
    await again.tap('石桥村')
    await again.tap('.m-picked')
    await again.tap('.m-publish')
    await again.see('留的名额在1到5000之间')
    await again.type('.f-kept-v02', '5')
    await again.tap('.m-publish')
    await again.see('检查')
    const { items } = (await (await scene.cloud.official('town', 't1')).get('/api/activities?box=ours')).body
    const { rules, enrolBy } = items.find(({ title }: { title: string }) => title === '果树嫁接')
    expect(rules).toEqual({
      onceAYear: true,
      notSameSortWithin: 24,
      priority: [{ group: 'villages', villages: [{ id: 'v03', name: '梅坪村' }] }, { group: 'newcomer' }],
      quotas: [{ id: 'v02', name: '石桥村', seats: 5, left: 5 }],
      quotasOpenAt: atChina(addDays(dayOf(enrolBy), -1), '20:00'),
    })
    again.close()
  })
})

import { sceneOf } from '@shared/core/scene'
import { PosterRead } from '../../cloud/features/activity/activity.entity'
import { publish } from '../support/activities'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'
import { button, openBench } from '../support/weapp/bench'

describe('a phone’s calendar', () => {
  const bench = openBench()
  const add = (more: string) =>
    button(`wx.addPhoneCalendar({ title: '课', ${more}, success: () => this.say('好'), fail: ({ errMsg }) => this.say(errMsg) })`)

  it('is written to only after the privacy agreement, and when she allows it', async () => {
    const phone = bench.phoneOf()
    const app = await bench.open(phone, add('startTime: 1795654800'))
    await app.tap('去')
    await app.see('privacy permission is not authorized')
    phone.privacy.agreed = true
    await app.tap('去')
    await app.see('好')
    phone.permissions['scope.addPhoneCalendar'] = false
    await app.tap('去')
    await app.see('addPhoneCalendar:fail auth deny')
    expect(phone.calendar).toHaveLength(1)
  })

  it.each([['startTime: 1795654800000'], ["startTime: '1795654800'"], ['startTime: 1795654800, endTime: 1795654900']])(
    'takes no %s',
    async (more) => {
      const phone = bench.phoneOf({ privacyAgreed: true })
      const app = await bench.open(phone, add(more))
      await app.tap('去')
      await app.see('parameter error')
      expect(phone.calendar).toEqual([])
    },
  )
})

describe('the built mini-program', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, query: Record<string, string>) => {
    const app = await launch({ dist: DIST, phone, entry: 'features/activity/detail/index', query })
    apps.push(app)
    return app
  }
  const published = async (title: string) => {
    scene.wechat.visit(`openid-${title}`)
    const id = await publish(await scene.cloud.official('town', 't1', '李芳', `openid-${title}`), scene.cloud.clock.now(), { title })
    await scene.work()
    return id
  }
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('puts a seat into her phone’s calendar, and says where to allow it when she had refused', async () => {
    const id = await published('日历里的课')
    const phone = scene.phone('guilan')
    phone.permissions['scope.addPhoneCalendar'] = false
    phone.modal = [false]
    const her = await open(phone, { id })
    await fillIn(her)
    await her.tap('报名，并通知我')
    await her.see('报上名了！')
    await her.tap('放进手机日历')
    await her.see('放进手机日历')
    expect(phone.calendar).toEqual([])
    phone.permissions['scope.addPhoneCalendar'] = true
    await her.tap('放进手机日历')
    const { startsAt, endsAt } = (await scene.cloud.anybody.get(`/api/activities/${id}`)).body
    expect(phone.calendar).toEqual([
      {
        ...{ title: '日历里的课', location: '梅坪村果园', description: '悦来镇妇联主办，请带：手套', alarm: true, alarmOffset: 86_400 },
        ...{ startTime: Date.parse(startsAt) / 1000, endTime: String(Date.parse(endsAt) / 1000) },
      },
    ])
  })

  it('counts an opening by the code of a village’s board once, and one without it not at all', async () => {
    const id = await published('海报上的课')
    const phone = scene.phone('reader')
    const her = await open(phone, { scene: encodeURIComponent(sceneOf(id, 'v02')) })
    await her.see('海报上的课')
    her.close()
    apps.length = 0
    await (await open(phone, { id })).see('海报上的课')
    expect(await scene.cloud.app.db.read.findBy(PosterRead, { activityId: id })).toMatchObject([{ villageId: 'v02', times: 1 }])
  })
})

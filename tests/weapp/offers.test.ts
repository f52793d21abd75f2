import { addDays, addMs, atChina, dayOf, sayTime } from '@shared/core/time'
import { Application } from '../../cloud/features/applications/application.entity'
import { enrol, HER, publish } from '../support/activities'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch } from '../support/weapp'

const HOUR = 3_600_000
const CASE = 'pages/application/index'

describe('a seat that becomes free', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (person: string, entry: string, query: Record<string, string>) => {
    const app = await launch({ dist: DIST, phone: scene.phone(person), query, entry })
    apps.push(app)
    return app
  }
  /** An activity of the town in so many hours, all of its seats taken, and women who wait. */
  const full = async (name: string, waiting: readonly string[], startsAt: string) => {
    scene.wechat.visit(`openid-${name}`)
    const organiser = await scene.cloud.official('town', 't1', '李芳', `openid-${name}`)
    const times = { startsAt, endsAt: addMs(startsAt, HOUR), enrolBy: startsAt }
    const id = await publish(organiser, scene.cloud.clock.now(), { ...times, title: `${name}的课`, seats: 1, offerHours: 24 })
    await scene.work()
    const seated = await scene.cloud.woman()
    const first = (await enrol(seated, id)).body
    const cases: string[] = []
    for (const woman of waiting) {
      scene.wechat.visit(`openid-${woman}`)
      cases.push((await enrol(await scene.cloud.woman({}, `openid-${woman}`), id, { ...HER, name: woman })).body.id)
    }
    const leave = () => seated.post(`/api/applications/${first.id}/moves/cancel`, { version: first.version })
    return { id, cases: cases as [string, string, string], leave }
  }
  const inTenDays = () => atChina(addDays(dayOf(scene.cloud.clock.now()), 10), '09:00')

  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
    scene.cloud.clock.set(new Date().toISOString())
  })
  afterAll(() => scene.close())

  it('is offered until a moment that she is told: she comes in one tap, another declines in one, a third hears that hers went on', async () => {
    const { cases, leave } = await full('offer', ['陈小燕', '刘素珍', '杨秀英'], inTenDays())
    await leave()
    const declining = await open('陈小燕', CASE, { id: cases[0] })
    const { due } = await scene.cloud.app.db.read.findOneByOrFail(Application, { id: cases[0] })
    await declining.see('有名额了，请答复')
    await declining.see(`给您留到${sayTime(due as string)}`)
    await declining.tap('这次不来')
    await declining.see('下次再来')

    const late = await open('刘素珍', CASE, { id: cases[1] })
    await late.see('有名额了，请答复')
    const lapsing = await scene.cloud.app.db.read.findOneByOrFail(Application, { id: cases[1] })
    scene.cloud.clock.set(lapsing.due as string)
    await scene.cloud.app.work.tick()
    await late.pullDown()
    await late.see('不影响以后，还想来可以再排队')

    const coming = await open('杨秀英', CASE, { id: cases[2] })
    await coming.tap('我来')
    await coming.see('您报上了“offer的课”')
    await coming.see('我的入场码')
  })

  it('goes to the first of the queue when the organiser says that there are more seats', async () => {
    const { id, cases } = await full('more', ['马秀莲', '周慧'], inTenDays())
    const desk = await open('more', 'features/cadre/activity/index', { id })
    await desk.tap('名额和排队')
    await desk.see('1个名额，1人报上名，2人排队')
    await desk.see('第1位 马秀莲')
    expect(desk.has('拨打')).toBe(false)
    await desk.type('.f-seats', '2')
    await desk.see('排在最前面的1位会马上收到通知')
    await desk.tap('改成2个')
    await desk.see('2个名额，1人报上名，1人还没答复，1人排队')
    const her = await open('马秀莲', CASE, { id: cases[0] })
    await her.see('有名额了，请答复')
  })

  it('is given by phone in the last hours: the organiser calls in order and lets in who wants to come', async () => {
    const { id, cases, leave } = await full('phone', ['罗玉芬', '黄丽'], addMs(scene.cloud.clock.now(), 3 * HOUR))
    await leave()
    const desk = await open('phone', 'features/cadre/seats/index', { id })
    await desk.see('现在空着1个名额，愿意来的点“让她来”')
    await desk.tap('拨打', { within: `.row-${cases[0]}` })
    expect(desk.called('makePhoneCall')).toEqual([{ phoneNumber: HER.phone }])
    await desk.tap('让她来', { within: `.row-${cases[0]}` })
    expect(desk.toast()).toBe('罗玉芬报上名了')
    await desk.see('1个名额，1人报上名，1人排队')
    await desk.tap('让她来', { within: `.row-${cases[1]}` })
    await desk.see('现在没有空名额，有人退出才能让她来')
  })
})

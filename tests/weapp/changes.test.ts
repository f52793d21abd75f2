import { addDays, addMs, atChina, dayOf, sayDay, sayTime } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import type { Json } from '../support/api'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone, spin } from '../support/weapp'

const PAGE = 'features/cadre/activity/index'
const DETAIL = 'features/activity/detail/index'
const CASE = 'pages/application/index'

/** Turns the wheels of an open date dialogue to a day and takes it. */
async function pickDay(app: App, day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-')
  await spin(app, `${year}年`, 0)
  await spin(app, `${month}月`, 1)
  await spin(app, `${date}日`, 2)
  await app.tap('确认')
}

describe('changing what is published, on the telephones of those whom it concerns', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, entry, query })
    apps.push(app)
    return app
  }
  const official = (person: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official('town', 't1', '李芳', `openid-${person}`)
  }
  /** An activity of a cadre's own, in which a woman has a seat. */
  const heldBy = async (person: string, more: object = {}) => {
    const cadre = await official(person)
    const id = await publish(cadre, scene.cloud.clock.now(), { title: `${person}的课`, ...more })
    await scene.work()
    scene.wechat.visit(`openid-${person}-her`)
    const { body } = await enrol(await scene.cloud.woman({}, `openid-${person}-her`), id, HER)
    return { id, cadre, seat: body.id as string, her: scene.phone(`${person}-her`) }
  }
  const show = async (id: string): Promise<Json> => (await scene.cloud.anybody.get(`/api/activities/${id}`)).body

  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('the organiser moves it; a woman reads what was and what will be, and steps back', async () => {
    const { id, seat, her } = await heldBy('move')
    const before = await show(id)
    const day = addDays(dayOf(before.startsAt), 1)
    const desk = await open(scene.phone('move'), PAGE, { id })
    await desk.tap('改时间地点')
    expect(desk.page.route).toBe('features/cadre/change/index')
    await desk.tap('改好，并告诉报名的人')
    await desk.see('没有改动，不用交')
    await desk.tap('.picked', { within: '.f-startDay' })
    await pickDay(desk, day)
    await desk.tap('改好，并告诉报名的人')
    await desk.see('请写明原因，报了名的姐妹会看到')
    await desk.tap('天气不好')
    await desk.tap('改好，并告诉报名的人')
    expect(desk.toast()).toBe('改好了，正在告诉报名的人')
    expect(desk.page.route).toBe(PAGE)
    await desk.see('改过什么')
    expect(dayOf((await show(id)).startsAt)).toBe(day)
    await scene.work()

    const inbox = await open(her, 'pages/inbox/index')
    await inbox.see('时间改了')
    await inbox.tap('.notice')
    expect(inbox.page.route).toBe(CASE)
    await inbox.see(sayDay(day))
    await inbox.tap('看看这个活动')
    await inbox.see('改过时间：原来')
    await inbox.see('手机日历里放过的不会自己改')
    await inbox.back()
    await inbox.tap('.m-cancel')
    await inbox.tap('确定取消报名')
    await inbox.see('您已经取消了')
    expect((await show(id)).seatsLeft).toBe(2)
    expect(seat).toBeTruthy()
  })

  it('words wait for the content check; a colleague who changed it meanwhile is not overwritten', async () => {
    const { id, cadre } = await heldBy('words')
    const desk = await open(scene.phone('words'), PAGE, { id })
    await desk.tap('改名称和说明')
    await cadre.post(`/api/activities/${id}/changes`, { revision: 0, enrolBy: addMs((await show(id)).enrolBy, -3_600_000) })
    await desk.type('.f-bring', '剪刀')
    await desk.tap('.m-change')
    await desk.see('刚有同事改过这个活动')
    await desk.type('.f-bring', '剪刀')
    await desk.tap('.m-change')
    expect(desk.toast()).toBe('交上去了，等待内容审核')
    await desk.see('等待内容审核')
    await desk.see('上一次改的在等内容审核')
    expect((await show(id)).bring).toBe('手套')
    await scene.work()
    expect((await show(id)).bring).toBe('剪刀')
  })

  it('the organiser calls it off; a woman hears why, and is led to the next one of its sort', async () => {
    const { id, seat, her, cadre } = await heldBy('off', { sort: 'law' })
    const day = addDays(dayOf(scene.cloud.clock.now()), 8)
    const times = { startsAt: atChina(day, '09:00'), endsAt: atChina(day, '11:00'), enrolBy: atChina(day, '08:00') }
    const next = await publish(cadre, scene.cloud.clock.now(), { ...times, title: '下一期普法课', sort: 'law' })
    await scene.work()
    const desk = await open(scene.phone('off'), PAGE, { id })
    await desk.tap('取消这次活动')
    await desk.see('会马上告诉1位报了名的姐妹')
    await desk.tap('确定取消这次活动')
    await desk.see('请填写为什么取消')
    await desk.tap('老师来不了')
    await desk.tap('确定取消这次活动')
    expect(desk.toast()).toBe('取消了，正在告诉报名的人')
    await desk.see('已取消')
    expect(desk.has('改时间地点')).toBe(false)
    await scene.work()

    const hers = await open(her, CASE, { id: seat })
    await hers.see('主办方取消了')
    await hers.see(`原因：老师来不了。${sayTime(times.startsAt)}还有“下一期普法课”`)
    await hers.tap('看看“下一期普法课”')
    expect([hers.page.route, hers.page.options.id]).toEqual([DETAIL, next])
    const page = await open(her, DETAIL, { id })
    await page.see('主办方取消了这次活动。原因：老师来不了。')
  })

  it('the organiser holds it once more, every week, and strikes out a day; women see the other dates', async () => {
    const { id, cadre } = await heldBy('again')
    const desk = await open(scene.phone('again'), PAGE, { id })
    await desk.tap('再发一次')
    await desk.see('照上次的填好了')
    await desk.tap('每周一次')
    await desk.see('一共4场，每场各报各的名')
    await desk.type('.f-times', '3')
    await desk.see('一共3场')
    const first = addDays(dayOf((await show(id)).startsAt), 7)
    await desk.tap(`.d-${addDays(first, 7)}`)
    await desk.see('一共2场')
    await desk.tap('.m-publish')
    await desk.see('后面几场也一起交上去了')
    await scene.work()
    const { items } = (await cadre.get('/api/activities?box=ours')).body
    const made = items.filter((one: Json) => one.title === 'again的课' && one.id !== id)
    expect(made.map((one: Json) => [dayOf(one.startsAt), one.state, one.seats])).toEqual([
      [addDays(first, 14), 'published', 2],
      [first, 'published', 2],
    ])
    const page = await open(scene.phone('reader'), DETAIL, { id: made[1].id })
    await page.see('其他日子也办')
    await page.tap('.other-date')
    expect(page.page.options.id).toBe(made[0].id)
  })
})

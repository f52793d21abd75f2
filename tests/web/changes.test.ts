import { addDays, dayOf } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }

describe('changing an activity in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const tap = async ({ page }: Visitor, text: string) => {
    const target = page.getByText(text).locator('visible=true').first()
    await target.waitFor()
    await target.tap({ force: true })
  }

  it('shows what can be changed, what was changed, and the days of a series before they are sent', async () => {
    const now = cloud.clock.now()
    const organiser = await cloud.official('county', 'c1', '周慧')
    const day = addDays(dayOf(now), 10)
    const id = await publish(organiser, now, { title: '柑橘冬季管护', alsoOn: [day, addDays(day, 7)] })
    await enrol(await cloud.woman(), id, { ...HER, name: '王秀英' })
    const desk = await browser.visitor(PHONE, cloud.url)
    await desk.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(desk, '.everybody')
    await tap(desk, '周慧')
    await see(desk, '最近的活动')

    const page = `${cloud.url}/#/features/cadre/activity/index?id=${id}`
    await desk.page.goto(page)
    await see(desk, '改时间地点')
    await press(desk, '.j-move')
    await see(desk, '为什么改')
    await desk.page.locator('.f-place input').last().fill('镇文化站二楼')
    await looked(desk, 'change-move')
    await tap(desk, '场地有变动')
    await press(desk, '.m-change')
    await see(desk, '改过什么')
    await looked(desk, 'organiser-changed')
    await press(desk, '.j-words')
    await see(desk, '告诉报了名的人')
    await looked(desk, 'change-words')

    await desk.page.goto(`${cloud.url}/#/features/activity/detail/index?id=${id}`)
    await see(desk, '改过地点：原来在梅坪村果园，改到镇文化站二楼')
    await see(desk, '其他日子也办')
    await looked(desk, 'activity-moved')
    await desk.page.goto(`${cloud.url}/#/features/cadre/publish/index?copy=${id}`)
    await press(desk, '.o-week')
    await see(desk, '一共4场')
    await desk.page.locator('.day-line').nth(2).tap()
    await see(desk, '一共3场')
    await desk.page.locator('.days').scrollIntoViewIfNeeded()
    await looked(desk, 'publish-series')

    await desk.page.goto(`${cloud.url}/#/pages/me/index`)
    await press(desk, '.type-size')
    await desk.page.goto(page)
    await press(desk, '.j-cancel')
    await see(desk, '会马上告诉1位报了名的姐妹')
    await looked(desk, 'cancel-large')
    await tap(desk, '老师来不了')
    await press(desk, '.do-cancel')
    await see(desk, '已取消')
    await looked(desk, 'organiser-cancelled-large')
    expect({ complaints: desk.complaints, foreign: desk.foreign }).toEqual({ complaints: [], foreign: [] })
    await desk.context.close()
  })
})

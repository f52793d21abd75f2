import { addDays, addMs, atChina, dayOf } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import { type Browser, openBrowser } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const HOUR = 3_600_000

describe('seats and the queue in a browser', () => {
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

  /** One seat, and two who wait for it; the seat is given back. */
  const freed = async (startsAt: string) => {
    const times = { startsAt, endsAt: addMs(startsAt, HOUR), enrolBy: startsAt }
    const organiser = await cloud.official('county', 'c1')
    const id = await publish(organiser, cloud.clock.now(), { ...times, seats: 1, offerHours: 24 })
    const first = await cloud.woman()
    const seated = (await enrol(first, id)).body
    for (const [name, village] of [
      ['陈小燕', 'v02'],
      ['欧阳晓梅', 'v09'],
    ] as const)
      await enrol(await cloud.woman(), id, { ...HER, name, village })
    await first.post(`/api/applications/${seated.id}/moves/cancel`, { version: seated.version })
    return id
  }

  it('show how they stand, what another number would do, and whom to phone in the last hours', async () => {
    const later = await freed(atChina(addDays(dayOf(cloud.clock.now()), 10), '09:00'))
    const soon = await freed(addMs(cloud.clock.now(), 3 * HOUR))
    const desk = await browser.visitor(PHONE, cloud.url)
    await desk.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(desk, '.everybody')
    await desk.page.getByText('周慧').locator('visible=true').first().tap({ force: true })
    await see(desk, '最近的活动')
    await desk.page.goto(`${cloud.url}/#/features/cadre/seats/index?id=${later}`)
    await see(desk, '1个名额，0人报上名，1人还没答复，1人排队')
    await desk.page.locator('.f-seats input').locator('visible=true').fill('2')
    await see(desk, '排在最前面的1位会马上收到通知')
    await looked(desk, 'seats')
    await desk.page.goto(`${cloud.url}/#/features/cadre/seats/index?id=${soon}`)
    await see(desk, '现在空着1个名额')
    await looked(desk, 'queue-by-phone')
    await desk.page.goto(`${cloud.url}/#/features/cadre/publish/index`)
    await desk.page.getByText('有人退出时，给下一位多久考虑').locator('visible=true').first().scrollIntoViewIfNeeded()
    await looked(desk, 'publish-offer')
  })
})

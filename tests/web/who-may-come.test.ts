import { addMs } from '@shared/core/time'
import { publish } from '../support/activities'
import { type Browser, openBrowser } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 1100, touch: true }

describe('who may come, in a browser', () => {
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

  const visitor = async (person: string) => {
    const one = await browser.visitor(PHONE, cloud.url)
    await one.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(one, '.everybody')
    await one.page.getByText(person).locator('visible=true').first().tap({ force: true })
    await see(one, '最近的活动')
    return one
  }

  it('says why a woman cannot come, what is kept for whom, and whom she may ask', async () => {
    const now = cloud.clock.now()
    const rules = {
      villages: ['v02', 'v03'],
      onceAYear: true as const,
      priority: [{ group: 'newcomer' as const }, { group: 'villages' as const, villages: ['v03'] }],
      quotas: [
        { village: 'v02', seats: 5 },
        { village: 'v03', seats: 5 },
      ],
      quotasOpenAt: addMs(now, 86_400_000),
    }
    const id = await publish(await cloud.official('county', 'c1'), now, { title: '果树嫁接', seats: 20, rules })
    const her = await visitor('王桂兰')
    await her.page.goto(`${cloud.url}/#/features/activity/detail/index?id=${id}`)
    await see(her, '石桥村留了5个名额，还剩5个')
    await see(her, '这次只请石桥村、梅坪村的姐妹来')
    await looked(her, 'who-may-come-refused')
    expect([her.complaints, her.foreign]).toEqual([[], []])
  })

  it('lets the organiser say who comes first and for whom seats are kept', async () => {
    const desk = await visitor('周慧')
    await desk.page.goto(`${cloud.url}/#/features/cadre/publish/index`)
    await press(desk, '.more-conditions')
    await press(desk, '.o-yearly')
    await press(desk, '.o-first-newcomer')
    await press(desk, '.o-first-villages')
    await press(desk, '.f-quotas .picked')
    await desk.page.getByText('石桥村').locator('visible=true').first().tap()
    await press(desk, '.m-picked')
    await see(desk, '留到哪天')
    await desk.page.locator('.more').locator('visible=true').first().scrollIntoViewIfNeeded()
    await looked(desk, 'who-may-come-publish')
    expect([desk.complaints, desk.foreign]).toEqual([[], []])
  })
})

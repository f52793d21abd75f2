import { addMs } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const HOUR = 3_600_000

describe('the roster in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  let activity = ''
  let ticket = ''
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
    const now = cloud.clock.now()
    const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 3 * HOUR), enrolBy: addMs(now, HOUR / 2) }
    activity = await publish(await cloud.official('county', 'c1'), now, { ...times, title: '短视频卖山货，两天学会', seats: 30 })
    for (const [name, village] of [
      ['王秀英', 'v01'],
      ['陈小燕', 'v02'],
      ['刘素珍', 'v02'],
      ['欧阳晓梅', 'v09'],
    ])
      ticket = (await enrol(await cloud.woman(), activity, { ...HER, name, village })).body.found.ticket
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const gone = ({ page }: Visitor, text: string) => page.getByText(text).locator('visible=true').waitFor({ state: 'hidden' })
  const tap = async ({ page }: Visitor, text: string | RegExp) => {
    const target = page.getByText(text).locator('visible=true').first()
    await target.waitFor()
    await target.tap({ force: true })
  }
  const kept = ({ page }: Visitor) => page.evaluate<number>(`Object.keys(localStorage).filter((key) => key.startsWith('roster:')).length`)

  it('is ticked by tap and by the code that is read out, works without signal, and is gone from here when she signs out', async () => {
    const desk = await browser.visitor(PHONE, cloud.url)
    await desk.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(desk, '.everybody')
    await tap(desk, '周慧')
    await see(desk, '最近的活动')
    await desk.page.goto(`${cloud.url}/#/features/cadre/roster/index?id=${activity}`)
    await see(desk, '已到 0 / 应到 4')
    await tap(desk, '王秀英')
    await see(desk, '已到 1 / 应到 4')
    await looked(desk, 'roster')
    await desk.page.locator('.find input').locator('visible=true').fill(ticket.slice(-8).toLowerCase())
    await gone(desk, '陈小燕')
    await tap(desk, '欧阳晓梅')
    await see(desk, '已到 2 / 应到 4')
    await desk.page.locator('.find input').locator('visible=true').fill('')
    await tap(desk, '王秀英')
    await see(desk, '王秀英没有来？')
    await looked(desk, 'roster-undo')
    await press(desk, '.not-now')
    await press(desk, '.walk-in')
    await see(desk, '加一位现场来的')
    await looked(desk, 'roster-walk-in')
    await press(desk, '.sheet-close')

    await desk.context.setOffline(true)
    await tap(desk, '陈小燕')
    await see(desk, '现在没有信号，照样能签到，有信号会自动传')
    await see(desk, '还有1条没传上去，现在传')
    await looked(desk, 'roster-offline')
    await desk.context.setOffline(false)
    await gone(desk, '还有1条没传上去，现在传')
    const organiser = await cloud.official('county', 'c1')
    const lines: { ticks: unknown[] }[] = (await organiser.get(`/api/activities/${activity}/roster`)).body.items
    expect(lines.filter(({ ticks }) => ticks.length > 0)).toHaveLength(3)

    expect(await kept(desk)).toBeGreaterThan(0)
    await desk.page.goto(`${cloud.url}/#/pages/me/index`)
    await press(desk, '.type-size')
    for (const [name, page, words] of [
      ['desk-ours-large', 'features/cadre/desk/index', '我的活动'],
      ['roster-large', `features/cadre/roster/index?id=${activity}`, '应到 4'],
    ] as const) {
      await desk.page.goto(`${cloud.url}/#/${page}`)
      await tap(desk, words)
      await looked(desk, name)
    }
    await desk.page.goto(`${cloud.url}/#/pages/me/index`)
    await press(desk, '.sign-out')
    await see(desk, '最近的活动')
    expect(await kept(desk)).toBe(0)
    expect(desk.foreign).toEqual([])
    await desk.context.close()
  })

  it('shows a woman her ticket, drawn without asking anybody', async () => {
    const her = await browser.visitor(PHONE, cloud.url)
    await her.page.goto(`${cloud.url}/#/features/activity/ticket/index?text=${ticket}&title=${encodeURIComponent('省100%的课')}`)
    await see(her, '省100%的课')
    await looked(her, 'ticket')
    expect({ complaints: her.complaints, foreign: her.foreign }).toEqual({ complaints: [], foreign: [] })
    await her.context.close()
  })
})

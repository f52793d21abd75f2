import { readFileSync } from 'node:fs'
import { addMs } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const HOUR = 3_600_000

describe('the organiser’s page in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  const ids = { coming: '', over: '' }
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
    browser = await openBrowser()
    const { clock } = cloud
    const organiser = await cloud.official('county', 'c1')
    const hold = async (title: string) => {
      const now = clock.now()
      const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 3 * HOUR), enrolBy: addMs(now, HOUR / 2) }
      const id = await publish(organiser, now, { ...times, title, seats: 30 })
      for (const [name, village] of [
        ['王秀英', 'v01'],
        ['陈小燕', 'v02'],
        ['欧阳晓梅', 'v09'],
      ] as const) {
        const { body } = await enrol(await cloud.woman(), id, { ...HER, name, village })
        const marks = [{ id: `tick${body.id.slice(4)}`, about: body.id, undoes: [], at: now }]
        expect((await organiser.post(`/api/activities/${id}/roster/marks`, { marks })).status).toBe(200)
      }
      return id
    }
    const now = clock.now()
    clock.set(addMs(now, -5 * HOUR))
    ids.over = await hold('短视频卖山货，两天学会')
    clock.set(now)
    ids.coming = await hold('柑橘冬季管护')
    for (const village of ['v02', 'v01', 'v02']) await cloud.anybody.post(`/api/activities/${ids.coming}/seen`, { village })
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const tap = async ({ page }: Visitor, text: string | RegExp) => {
    const target = page.getByText(text).locator('visible=true').first()
    await target.waitFor()
    await target.tap({ force: true })
  }
  /** What lands among the downloads when a button is tapped. */
  const kept = async ({ page }: Visitor, tapped: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), tapped()])
    return {
      name: download.suggestedFilename(),
      head: readFileSync(await download.path())
        .subarray(0, 4)
        .toString('latin1'),
    }
  }

  it('leads from the desk to the papers, the boards and the certificates', async () => {
    const desk = await browser.visitor(PHONE, cloud.url)
    await desk.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(desk, '.everybody')
    await tap(desk, '周慧')
    await see(desk, '最近的活动')
    await desk.page.goto(`${cloud.url}/#/features/cadre/desk/index`)
    await press(desk, '.s-ours')
    await press(desk, `.row-${ids.coming} .top`)
    await see(desk, '一共扫了3次')
    await looked(desk, 'organiser')
    await press(desk, '.j-poster')
    await see(desk, '贴在哪个村？')
    await looked(desk, 'poster-village')
    expect(await kept(desk, () => tap(desk, '柳溪村'))).toEqual({ name: '柑橘冬季管护-海报.pdf', head: '%PDF' })
    await press(desk, '.j-boards')
    await see(desk, '石桥村')
    await looked(desk, 'boards')
    await press(desk, '.sheet-close')

    await desk.page.goto(`${cloud.url}/#/features/cadre/activity/index?id=${ids.over}`)
    await see(desk, '已结束')
    await press(desk, '.j-certificates')
    await press(desk, '.issue')
    await see(desk, '有效3张')
    await looked(desk, 'certificates')
    await tap(desk, '欧***')
    await see(desk, '欧***的证书')
    await looked(desk, 'certificate-choose')
    expect((await kept(desk, () => press(desk, '.sheet .print'))).head).toBe('%PDF')
    await press(desk, '.sheet .revoke')
    await see(desk, '撤销欧***的证书？')
    await press(desk, '.do-revoke')
    await see(desk, '请填写撤销原因')
    await looked(desk, 'certificate-revoke')
    await press(desk, '.sheet-close')

    const { items } = (await (await cloud.official('county', 'c1')).get(`/api/activities/${ids.over}/certificates`)).body
    await desk.page.goto(`${cloud.url}/#/features/activity/certificate/index?number=${items[0].number}`)
    await see(desk, '证书编号')
    await looked(desk, 'certificate')
    expect((await kept(desk, () => press(desk, '.save'))).name).toBe(`证书${items[0].number}.jpg`)

    await (await cloud.official('county', 'c1')).post(`/api/certificates/${items[0].number}/revocation`, { reason: '签到点错了人' })
    await tap(desk, '打印用的 A4 版')
    await see(desk, '这张证书已经撤销了')
    expect(desk.complaints.splice(0)).toEqual([expect.stringContaining('409')])

    await desk.page.goto(`${cloud.url}/#/pages/me/index`)
    await press(desk, '.type-size')
    await desk.page.goto(`${cloud.url}/#/features/cadre/activity/index?id=${ids.coming}`)
    await see(desk, '一共扫了3次')
    await looked(desk, 'organiser-large')
    expect({ complaints: desk.complaints, foreign: desk.foreign }).toEqual({ complaints: [], foreign: [] })
    await desk.context.close()
  })
})

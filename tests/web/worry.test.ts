import type { Role } from '@shared/core/place'
import { addDays, dayOf } from '@shared/core/time'
import { newId } from '../../cloud/core/ids'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Api, apiOf } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { acceptedMother } from '../support/caring-mothers'
import { mustBe, registerChild } from '../support/children'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'
import { raise } from '../support/worries'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }

describe('a worry about a child, in browsers', () => {
  let cloud: Cloud
  let browser: Browser
  const visitors: Visitor[] = []
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const { complaints, foreign, context } of visitors.splice(0)) {
      // What is refused at a question is a complaint of the browser's only.
      const grave = complaints.filter((words) => !words.includes('status of 422'))
      expect({ grave, foreign }).toEqual({ grave: [], foreign: [] })
      await context.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  /** Somebody who can be chosen in the demonstration, and her line to the cloud. */
  const person = async (name: string, office?: [Role, string]): Promise<Api & { account: string }> => {
    const { app, clock } = cloud
    const account = await app.db.write(async (m) => {
      const id = await app.accounts.create(m, { demo: true, profile: { name, phone: '13900000001' } })
      if (office)
        await app.grants.record(m, { id: newId(clock.now()), account: id, role: office[0], place: office[1], by: null, at: clock.now() })
      return id
    })
    const token = newToken()
    await app.db.write((m) => app.accounts.startSession(m, account, token))
    return Object.assign(apiOf(cloud.url, token), { account })
  }
  const paired = async (her: Api) => {
    const cadres = { village: await cloud.official('village', 'v01'), town: await cloud.official('town', 't1') }
    const mother = await acceptedMother(her, cadres, addDays(dayOf(cloud.clock.now()), -1))
    const { id: child } = await registerChild(cadres.village)
    const { id } = await mustBe(201, propose(cadres.town, child, mother))
    await mustBe(200, move(her, id, 'accept'))
    await agreeTo(cadres.village, child)
    await mustBe(200, move(cadres.village, id, 'confirm'))
    return { ...cadres, pairing: id as string, child: child as string }
  }
  const visible = ({ page }: Visitor, selector: string) => page.locator(selector).locator('visible=true').first()
  const press = (who: Visitor, selector: string) => visible(who, selector).tap()
  const see = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor()
  const tap = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().tap({ force: true })
  const fill = (who: Visitor, name: string, value: string) => visible(who, `.f-${name} input, .f-${name} textarea`).fill(value)
  const choose = ({ page }: Visitor, name: string, label: string) =>
    page.locator(`.f-${name} .option`).getByText(label, { exact: true }).locator('visible=true').first().tap({ force: true })
  const looked = async (visitor: Visitor, name: string) => {
    await visitor.arrived()
    await visitor.shot(name)
    expect({ on: name, axe: await visitor.axe() }).toEqual({ on: name, axe: [] })
  }
  const visit = async (name: string, path: string, screen = PHONE) => {
    const who = await browser.visitor(screen, cloud.url)
    visitors.push(who)
    await who.page.goto(`${cloud.url}/#/pages/people/index`)
    // The women come first, then those who hold an office.
    await who.page.locator('.everybody').last().tap({ force: true })
    await tap(who, name)
    await see(who, '最近的活动')
    await who.page.goto(`${cloud.url}/#/${path}`)
    return who
  }

  it('is taken, reported and closed by a cadre, who is held to the report, with hours left on a phone and on a desk', async () => {
    const her = await person('着急的李阿姨')
    const county = await person('县里的小钱', ['county', 'c1'])
    const { pairing } = await paired(her)
    const { id } = await mustBe(201, raise(her, pairing))
    const who = await visit('县里的小钱', `features/cadre/case/index?id=${id}`)
    await see(who, '我来接手')
    await looked(who, 'worry-case')
    await press(who, '.m-take')
    await see(who, /还剩1小时|还剩2小时/)
    await looked(who, 'worry-case-taken')
    await press(who, '.m-close')
    await choose(who, 'outcome', '已报告，有关部门接手了')
    await choose(who, 'harm', '是')
    await fill(who, 'result', '派出所接手，孩子由姑姑照看')
    await press(who, '.do-close')
    await see(who, /要先报告公安、民政或教育部门/)
    await who.shot('worry-close-refused')
    await press(who, '.not-now')
    await visible(who, '.move-sheet').waitFor({ state: 'hidden' })
    await mustBe(
      200,
      move(county, id, 'report', {
        authority: 'police',
        reportDay: dayOf(cloud.clock.now()),
        reportClock: '上午9点',
        reporter: '小钱',
        account: '说了伤的情况',
      }),
    )
    const desk = await visit('县里的小钱', `features/cadre/case/index?id=${id}`, DESKTOP)
    await see(desk, '报告了有关部门')
    await looked(desk, 'worry-case-desktop')
    await press(desk, '.m-close')
    await choose(desk, 'outcome', '已报告，有关部门接手了')
    await choose(desk, 'harm', '是')
    await fill(desk, 'result', '派出所接手，孩子由姑姑照看')
    await press(desk, '.do-close')
    await see(desk, '办结了')
    expect((await mustBe(200, her.get(`/api/applications/${id}`))).state).toBe('closed')
    await mustBe(404, (await cloud.woman()).get(`/api/worries/${id}`))
  })
})

import { addDays, dayOf, sayDay } from '@shared/core/time'
import type { Api } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { acceptedMother } from '../support/caring-mothers'
import { consentOf, mustBe, openingOf, picture, registerChild } from '../support/children'
import { type Cloud, ENGINES } from '../support/cloud'
import { demoPerson, startDemo } from '../support/demo'
import { agreeTo, propose } from '../support/pairings'
import { jpeg } from '../support/pictures'
import { move } from '../support/publications'
import { choose, fill, looked, press, see, visible } from '../support/visiting'
import { raise } from '../support/worries'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }
/** More steps than most journeys have, and a look at each. */
const PATIENCE_MS = 180_000
/** Buttons that stick out of their card or of the screen. */
const SECRET = /王桂兰|张桂花|13900001234/

describe.each(ENGINES)('a child, its caring mother and a worry, in browsers on %s', (engine) => {
  let cloud: Cloud
  let browser: Browser
  const visitors: Visitor[] = []
  beforeAll(async () => {
    cloud = await startDemo({}, engine)
    browser = await openBrowser(engine)
  })
  afterEach(async () => {
    for (const { complaints, foreign, context } of visitors.splice(0)) {
      // What is refused at a question, or for what it is, is a complaint of the browser's only.
      const grave = complaints.filter((words) => !/status of 4(15|22)/.test(words))
      expect({ grave, foreign }).toEqual({ grave: [], foreign: [] })
      await context.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

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
  const tap = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().tap({ force: true })
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

  const atTop = async (who: Visitor, path: string, words: string | RegExp, name: string) => {
    await who.page.goto(`${cloud.url}/#/${path}`)
    await see(who, words)
    await looked(who, name)
  }

  it(
    'leads a mother from the offer of a child over her diary to whoever must know of a worry, her words going along, in large type as well',
    async () => {
      const today = dayOf(cloud.clock.now())
      const village = await demoPerson(cloud, '村里的小孙', ['village', 'v01'])
      await mustBe(200, village.put('/api/profile', { name: '村里的小孙', phone: '13900000021' }))
      const cadres = { village, town: await cloud.official('town', 't1') }
      const [busy, her] = [await demoPerson(cloud, '没空的王婶'), await demoPerson(cloud, '愿意的吴阿姨')]
      const busyMother = await acceptedMother(busy, cadres, addDays(today, -1), { name: '没空的王婶' })
      const mother = await acceptedMother(her, cadres, addDays(today, -1), { name: '愿意的吴阿姨' })
      const { id: child, code } = await registerChild(village)
      const offer = async (to: string) => (await mustBe(201, propose(cadres.town, child, to))).id as string

      const other = await visit('没空的王婶', `pages/application/index?id=${await offer(busyMother)}`)
      await see(other, '有个孩子想请您陪伴')
      await press(other, '.m-decline')
      await see(other, '这次不合适没有关系，不影响以后')
      await looked(other, 'mother-decline')
      await press(other, '.do-decline')
      await see(other, '这次没有结成')
      expect((await mustBe(200, busy.get(`/api/applications/${busyMother}`))).state).toBe('accepted')

      const pairing = await offer(mother)
      const who = await visit('愿意的吴阿姨', `pages/application/index?id=${pairing}`)
      for (const words of [`代号${code}`, '就在您村里', '辅导功课']) await see(who, new RegExp(words))
      await looked(who, 'mother-offer')
      // Of the page itself: that of all people of the demonstration lies hidden below it.
      expect(await who.page.evaluate('document.body.innerText')).not.toMatch(SECRET)
      await press(who, '.m-accept')
      await see(who, '等孩子的监护人同意')
      await agreeTo(village, child)
      await mustBe(200, move(village, pairing, 'confirm'))
      await who.page.reload()
      await press(who, '.to-child')
      await press(who, '.reveal')
      await see(who, '13900001234')
      await looked(who, 'mother-child')
      await press(who, '.to-diary')
      await see(who, '还没有写过')
      await looked(who, 'mother-diary-empty')
      await press(who, '.write')
      await see(who, '不拍孩子的脸')
      await press(who, '.save')
      await see(who, '请选择怎么陪的')
      await choose(who, 'way', '上门看望')
      await fill(who, 'worry', '手臂上有几道新伤')
      await see(who, '我担心这个孩子')
      await who.page.route('**/api/uploads', (asked) => asked.fulfill({ status: 415, json: { error: 'broken', message: '照片打不开' } }))
      const [chooser] = await Promise.all([who.page.waitForEvent('filechooser'), press(who, '.take-picture')])
      await chooser.setFiles({ name: 'hands.jpg', mimeType: 'image/jpeg', buffer: await jpeg(300, 200) })
      await visible(who, '.drop-picture').waitFor()
      await looked(who, 'mother-entry')
      await press(who, '.save')
      await see(who, '没有传成')
      await looked(who, 'mother-diary-refused')
      await press(who, '.alone')
      await who.page.getByText('没有传成').locator('visible=true').waitFor({ state: 'hidden' })
      await press(who, '.tell')
      await see(who, '有危险，先打电话，不用等')
      await press(who, '.agree')
      expect(await visible(who, '.f-words textarea').inputValue()).toBe('手臂上有几道新伤')
      await choose(who, 'danger', '不是')
      await choose(who, 'seen', '身上有伤，或者被打、被骂')
      await looked(who, 'mother-worry')
      await press(who, '.raise')
      await see(who, '已经告诉妇联了')
      for (const number of ['110', '12345', '12355']) await visible(who, `.call-${number}`).waitFor()
      await see(who, '13900000021')
      await looked(who, 'mother-told')

      const told = new URL(who.page.url().replace('#/', '')).searchParams.get('id')
      await who.page.goto(`${cloud.url}/#/pages/me/index`)
      await press(who, '.type-size')
      await atTop(who, `pages/application/index?id=${pairing}`, '怎么联系孩子', 'mother-pairing-large')
      await atTop(who, `features/pairing/child/index?id=${pairing}`, '看一下', 'mother-child-large')
      await atTop(who, `features/pairing/diary/index?id=${pairing}`, '上门看望', 'mother-diary-large')
      await atTop(who, `features/pairing/entry/index?id=${pairing}`, '不拍孩子的脸', 'mother-entry-large')
      // A page that was opened by itself leads to the diary all the same.
      await choose(who, 'way', '写信')
      await press(who, '.save')
      await see(who, '怎么联系孩子')
      await atTop(who, `features/worry/raise/index?pairing=${pairing}`, '不用弄清楚真假，说出来就是帮孩子。', 'mother-worry-large')
      await atTop(who, `features/worry/told/index?id=${told}`, '已经告诉妇联了', 'mother-told-large')
      // Nothing of the diary stays in the browser of whoever signs out.
      const kept = async () =>
        ((await who.page.evaluate('Object.keys(localStorage)')) as string[]).filter((key) => /^(diary|worry)/.test(key))
      expect((await kept()).length).toBeGreaterThan(0)
      await who.page.goto(`${cloud.url}/#/pages/me/index`)
      await press(who, '.sign-out')
      await see(who, '最近的活动')
      expect(await kept()).toEqual([])

      const cadre = await visit('村里的小孙', `features/cadre/case/index?id=${pairing}`)
      for (const words of ['哪几天陪过孩子', '上门看望', '写信', /还没有新的，会先提醒她/]) await see(cadre, words)
      expect(await cadre.page.locator('body').textContent()).not.toMatch(/新伤/)
      await looked(cadre, 'cadre-pairing')
      await mustBe(200, village.post(`/api/children/${child}/consents`, { purpose: 'photo', ...consentOf(await picture(village)) }))
      const { version } = await mustBe(200, village.get(`/api/children/${child}`))
      const photo = { picture: [await picture(village)], until: addDays(today, 30) }
      await mustBe(200, village.put(`/api/children/${child}/parts/photo`, { version, values: photo, why: '监护人给的' }))
      const asked = openingOf(['photo'], { emergency: true })
      const opening = await mustBe(201, village.post(`/api/children/${child}/openings`, asked))
      await cadre.page.goto(`${cloud.url}/#/features/child/opening/index?id=${opening.id}`)
      await press(cadre, '.do-read')
      await see(cadre, `保存到${sayDay(addDays(today, 30), cloud.clock.now())}，过了就自动销毁`)
      await visible(cadre, '.child-photo').waitFor()
      await looked(cadre, 'child-photo')
    },
    PATIENCE_MS,
  )

  it('is taken, reported and closed by a cadre, who is held to the report, with hours left on a phone and on a desk', async () => {
    const her = await demoPerson(cloud, '着急的李阿姨')
    const county = await demoPerson(cloud, '县里的小钱', ['county', 'c1'])
    const { pairing, village } = await paired(her)
    const { id } = await mustBe(201, raise(her, pairing))
    const who = await visit('县里的小钱', `features/cadre/case/index?id=${id}`)
    await see(who, '我来接手')
    await looked(who, 'worry-case')
    await press(who, '.m-take')
    await see(who, /还剩1小时|还剩2小时/)
    await looked(who, 'worry-case-taken')
    await press(who, '.to-name')
    await press(who, `.n-${village.account}`)
    await looked(who, 'worry-name')
    await press(who, '.do-name')
    await see(who, /和某干部有关，不让她们知道/)
    await mustBe(404, village.get(`/api/worries/${id}`))
    await looked(who, 'worry-named')
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

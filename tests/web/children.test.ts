import type { Role } from '@shared/core/place'
import { addDays, dayOf } from '@shared/core/time'
import { newId } from '../../cloud/core/ids'
import type { Json } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { cardOf } from '../support/children'
import { type Cloud, ENGINES } from '../support/cloud'
import { startH5 } from '../support/demo'
import { jpeg } from '../support/pictures'
import { choose, fill, looked, press, see, visible } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 800, touch: true }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OFFICIALS: readonly [Role, string, string][] = [
  ['village', 'v01', '村里的小孙'],
  ['town', 't1', '镇里的小赵'],
  ['county', 'c1', '县里的小钱'],
]
/** The first time she agrees for herself as well. */
const HEARD = '.heard, .agree'
/** More steps than most journeys have, and a look at each. */
const PATIENCE_MS = 180_000
const SECRET = /王小朵|张桂花|13900001234|花生过敏/

describe.each(ENGINES)('the register of children in the browsers of those who keep it, on %s,', (engine) => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startH5(engine)
    browser = await openBrowser(engine)
    const { app, clock } = cloud
    for (const [role, place, name] of OFFICIALS)
      await app.db.write(async (m) => {
        const account = await app.accounts.create(m, { demo: true, profile: { name } })
        await app.grants.record(m, { id: newId(clock.now()), account, role, place, by: null, at: clock.now() })
      })
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const enter = async (name: string, screen = PHONE) => {
    const visitor = await browser.visitor(screen, cloud.url)
    await visitor.page.goto(`${cloud.url}/#/pages/people/index`)
    await visitor.page.getByText(name).locator('visible=true').first().tap()
    await see(visitor, '最近的活动')
    await visitor.page.goto(`${cloud.url}/#/features/cadre/desk/index`)
    await press(visitor, '.to-children')
    await visitor.arrived()
    return visitor
  }
  const goto = async (visitor: Visitor, page: string, id = '') => {
    await visitor.page.goto(`${cloud.url}/#/features/child/${page}/index${id && `?id=${id}`}`)
    await visitor.arrived()
  }
  const photograph = async (visitor: Visitor) => {
    const [chooser] = await Promise.all([visitor.page.waitForEvent('filechooser'), press(visitor, '.take-picture')])
    await chooser.setFiles({ name: 'paper.jpg', mimeType: 'image/jpeg', buffer: await jpeg(300, 200) })
    await see(visitor, '传好了')
  }
  const agree = async (visitor: Visitor) => {
    await press(visitor, HEARD)
    await choose(visitor, 'relation', '祖父母、外祖父母')
    await fill(visitor, 'name', '张桂花')
    await choose(visitor, 'way', '纸质同意书拍照')
    await photograph(visitor)
  }
  /** Turns no wheels: the day on which they stand will do. */
  const pickDay = async (visitor: Visitor, name: string) => {
    await press(visitor, `.f-${name} .picked`)
    await visible(visitor, '.nut-picker-confirm-btn').tap()
    await visible(visitor, '.nut-picker-confirm-btn').waitFor({ state: 'hidden' })
  }
  const quiet = async (visitor: Visitor) => {
    expect([visitor.complaints, visitor.foreign]).toEqual([[], []])
    await visitor.context.close()
  }
  /** Where the wheels of a child's day of birth stand at first. */
  const born = () => `${Number(dayOf(new Date().toISOString()).slice(0, 4)) - 9}-01-01`

  it(
    'are led from the coded name over the consent to the record, through a colleague’s word to what is sealed, and to the audit',
    async () => {
      const village = await enter('村里的小孙')
      await see(village, '还没有登记孩子')
      await looked(village, 'children-empty')
      await press(village, '.to-begin')
      await press(village, '.do-begin')
      await see(village, '有1处要改一下')
      await looked(village, 'children-begin')
      await choose(village, 'situation', '农村留守儿童')
      await press(village, '.do-begin')
      await see(village, '代号登记好了')
      const id = new URL(village.page.url().replace('#/', '')).searchParams.get('id') as string
      await looked(village, 'children-stub')
      await press(village, '.to-parts')
      await see(village, '先做这一步')
      await looked(village, 'children-parts')
      await press(village, '.part-identity')
      await see(village, '谁来登记：')
      await looked(village, 'children-notice')
      await press(village, HEARD)
      await press(village, '.do-agree')
      await see(village, '有3处要改一下')
      await looked(village, 'children-consent-wrong')
      await press(village, '.hear-again')
      await agree(village)
      await looked(village, 'children-consent')
      await press(village, '.do-agree')
      await see(village, '第1部分')
      await fill(village, 'name', '王小朵')
      await choose(village, 'sex', '女')
      await pickDay(village, 'birthDay')
      await fill(village, 'card', cardOf(addDays(born(), 1)))
      await press(village, '.part-done')
      await see(village, '身份证号和出生日期对不上，请核对')
      await looked(village, 'children-identity-wrong')
      await fill(village, 'card', cardOf(born()))
      await press(village, '.part-done')
      await see(village, '第2部分')
      await fill(village, 'name', '张桂花')
      await fill(village, 'phone', '13900001234')
      await press(village, '.part-done')
      await see(village, '第3部分')
      await choose(village, 'level', '需要多留意')
      await choose(village, 'reasons', '和父母联系很少')
      await looked(village, 'children-risk')
      await press(village, '.part-done')
      await see(village, '第4部分')
      await choose(village, 'needs', '辅导功课')
      // Whatever else this part asks by now.
      for (const at of await village.page.locator('.field').locator('visible=true').all())
        if (
          (await at.locator('.field-optional').count()) === 0 &&
          (await at.locator('.option.chosen').count()) === 0 &&
          (await at.locator('.option').count()) > 0
        )
          await at.locator('.option').first().tap()
      await press(village, '.part-done')
      await see(village, '第5部分')
      await village.page.goBack()
      await see(village, '核对一遍，登记')
      await press(village, '.part-health')
      await fill(village, 'health', '花生过敏')
      await press(village, '.part-done')
      await village.page.goBack()
      await press(village, '.to-check')
      await see(village, '核对一遍，没有错就登记')
      await looked(village, 'children-check')
      await press(village, '.do-register')
      await see(village, '名单和消息里都没有孩子的姓名')
      await looked(village, 'children-registered')
      expect(await village.page.locator('body').textContent()).not.toMatch(SECRET)
      expect(JSON.stringify(await village.page.evaluate('localStorage'))).not.toMatch(SECRET)

      await press(village, '.to-ask')
      await press(village, '.do-ask')
      await see(village, /处要改一下/)
      await choose(village, 'parts', '孩子是谁')
      await choose(village, 'why', '准备上门走访')
      await fill(village, 'words', '明天上门看看')
      await looked(village, 'children-ask')
      await press(village, '.do-ask')
      await see(village, '等同事看')

      const town = await enter('镇里的小赵')
      await town.page.goto(`${cloud.url}/#/pages/inbox/index`)
      await town.page.getByText('有一个查看申请').locator('visible=true').first().tap()
      await see(town, '该不该让她看？')
      await looked(town, 'children-decide')
      await press(town, '.do-no')
      await see(town, '请填写说明')
      await press(town, '.do-yes')
      await see(town, '可以看')
      expect(await town.page.locator('.do-read').count()).toBe(0)
      await quiet(town)

      await village.page.reload()
      await press(village, '.do-read')
      await see(village, '王小朵')
      await looked(village, 'children-shown')
      await press(village, '.shown-identity .mend')
      await see(village, '下面是您刚才看到的，改好再存')
      await fill(village, 'nation', '汉族')
      await fill(village, 'why', '监护人补充的')
      await press(village, '.do-correct')
      await see(village, '打开看')
      // She left the page: what was opened is closed.
      expect(await village.page.locator('body').textContent()).not.toMatch(SECRET)

      await goto(village, 'record', id)
      await press(village, '.to-ask')
      await choose(village, 'parts', '身体情况')
      await choose(village, 'why', '办理救助、医疗')
      await fill(village, 'words', '孩子发烧送医院')
      await choose(village, 'emergency', '是')
      await press(village, '.do-ask')
      await press(village, '.do-read')
      await see(village, '花生过敏')
      await looked(village, 'children-emergency')

      await goto(village, 'record', id)
      await press(village, '.ask-motherView')
      await see(village, '她看不到：')
      await looked(village, 'children-mother-view')
      await agree(village)
      await press(village, '.do-agree')
      await press(village, '.withdraw-motherView')
      await see(village, '马上：爱心妈妈什么也看不到')
      await looked(village, 'children-withdraw')
      await press(village, '.do-withdraw')
      await see(village, '撤回了')
      await press(village, '.to-close')
      await choose(village, 'closed', '父母回来照料了')
      await press(village, '.do-close')
      await see(village, '关爱已结束')
      await looked(village, 'children-closed')
      await quiet(village)

      const county = await enter('县里的小钱')
      await press(county, '.s-waiting')
      await county.page.getByText('办理救助、医疗').locator('visible=true').first().tap()
      await see(county, '村里的小孙马上看了，该不该？')
      await looked(county, 'children-review')
      await press(county, '.do-yes')
      await see(county, '复核过：应该看')
      await goto(county, 'list')
      await press(county, '.to-reads')
      await see(county, '一共看了2次')
      await see(county, '村里的小孙 看了')
      await looked(county, 'children-access')
      const [download] = await Promise.all([county.page.waitForEvent('download'), press(county, '.do-download')])
      expect(download.suggestedFilename()).toMatch(/^20\d\d年儿童档案查看记录\.xlsx$/)
      const check = async (buffer: Buffer) => {
        const [chooser] = await Promise.all([county.page.waitForEvent('filechooser'), press(county, '.do-check')])
        await chooser.setFiles({ name: 'kept.xlsx', mimeType: XLSX, buffer })
      }
      const auditor = await cloud.official('county', 'c1')
      await check(await auditor.bytes(`/api/child-access/table?year=${dayOf(cloud.clock.now()).slice(0, 4)}`))
      await see(county, '和系统里一样')
      await looked(county, 'children-checked')
      await goto(county, 'record', id)
      await press(county, '.to-erase')
      await fill(county, 'words', '奶奶要求删除')
      await press(county, '.do-erase')
      await see(county, '销毁证明')
      await looked(county, 'children-erased')
      await quiet(county)
      expect(((await auditor.get(`/api/children/${id}`)).body as Json).state).toBe('erased')
    },
    PATIENCE_MS,
  )

  // How they look hangs on no engine.
  if (engine !== 'sqlite') return
  it('stand in large type and on a desktop, also with as many children as a town has', async () => {
    const cadre = await cloud.official('town', 't1')
    for (let i = 0; i < 25; i++) await cadre.post('/api/children', { village: `v0${1 + (i % 8)}`, situation: 'hardship' })
    const [town, desk] = [await enter('镇里的小赵'), await enter('镇里的小赵', DESKTOP)]
    await looked(desk, 'children-list-desktop')
    await quiet(desk)
    await town.page.locator('.line').last().scrollIntoViewIfNeeded()
    await see(town, '都在这里了')
    await press(town, '.to-filter')
    await fill(town, 'code', '银杏')
    await press(town, '.do-find')
    await see(town, '代号是两个字加三个数字')
    await looked(town, 'children-filter')
    await fill(town, 'code', '')
    await choose(town, 'state', '等监护人同意')
    await press(town, '.do-find')
    await see(town, '看全部')
    await town.page.goto(`${cloud.url}/#/pages/me/index`)
    await press(town, '.type-size')
    await goto(town, 'list')
    await looked(town, 'children-list-large')
    await press(town, '.line')
    await see(town, '还没有监护人同意')
    await looked(town, 'children-record-large')
    await press(town, '.to-parts')
    await press(town, '.to-consent')
    await see(town, '谁来登记：')
    await looked(town, 'children-notice-large')
    await quiet(town)
  })
})

import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { fill, looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: false }

describe('the h5 app in Chromium', () => {
  let cloud: Cloud
  let browser: Browser
  const visitors: Visitor[] = []
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const { complaints, foreign, context } of visitors.splice(0)) {
      expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] })
      await context.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const visit = async (screen = PHONE, path = '/', at = cloud) => {
    const visitor = await browser.visitor(screen, at.url)
    visitors.push(visitor)
    await visitor.page.goto(`${at.url}${path}`)
    // An address that changes while the app still starts is lost.
    await visitor.page.locator('.taro_page .screen').first().waitFor()
    return visitor
  }
  const tap = async (visitor: Visitor, text: string | RegExp) => {
    const target = visitor.page.getByText(text).locator('visible=true').first()
    await target.waitFor()
    // NutUI's host element lies over its words: the finger reaches it all the same.
    await target.tap({ force: true })
  }
  const become = async (visitor: Visitor, name: string | RegExp) => {
    await visitor.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(visitor, '.everybody')
    await tap(visitor, name)
    await see(visitor, '最近的活动')
  }

  it('takes a woman who is new from the list to her receipt, each page clean for axe', async () => {
    const her = await visit()
    await see(her, '最近的活动')
    await looked(her, 'home-anonymous')
    await her.page.goto(`${cloud.url}/#/pages/people/index`)
    await see(her, '您想当谁？')
    await looked(her, 'people')
    await become(her, '没有填过资料的人')
    await her.page.goto(`${cloud.url}/#/features/activity/list/index`)
    await tap(her, '柑橘冬季管护')
    await see(her, '谁能来')
    await looked(her, 'activity')
    await press(her, '.agree')
    await see(her, '填几样，就好了')
    await looked(her, 'apply-empty')
    await press(her, '.submit')
    await see(her, '请填写姓名')
    await fill(her, 'phone', '1391234')
    await press(her, '.submit')
    await see(her, '手机号是 11 位数字，现在只有 7 位')
    await looked(her, 'apply-errors')
    await fill(her, 'name', '吴桂兰')
    await fill(her, 'phone', '13900001234')
    await press(her, '.f-village .picked')
    await see(her, '桃源镇')
    await looked(her, 'villages')
    await tap(her, '柳溪村')
    await press(her, '.submit')
    await see(her, '报上名了！')
    await looked(her, 'receipt')
    await tap(her, '我的办理')
    await see(her, '柑橘冬季管护')
    await looked(her, 'mine')
  })

  it('lets her work by keyboard: what can be tapped is reached by Tab and answers to Enter', async () => {
    const { page, ...her } = await visit(DESKTOP)
    await see({ page, ...her }, '最近的活动')
    const focused = () => page.evaluate<string>(`document.activeElement?.textContent ?? ''`)
    const reach = async (words: string) => {
      for (let n = 0; n < 30 && !(await focused()).startsWith(words); n++) await page.keyboard.press('Tab')
      expect(await focused()).toContain(words)
    }
    await reach('遇到难处')
    await page.keyboard.press('Enter')
    await see({ page, ...her }, '您不是一个人')
    await reach('关上')
    await page.keyboard.press('Space')
    await page.getByText('您不是一个人').locator('visible=true').waitFor({ state: 'hidden' })
    await reach('学本领')
    await page.keyboard.press('Enter')
    await see({ page, ...her }, '电商培训')
  })

  it('lets the organiser decide and tells the woman, in her inbox', async () => {
    const her = await visit()
    // She may have told her name on the way before.
    await become(her, /没有填过资料的人|吴桂兰/)
    await her.page.goto(`${cloud.url}/#/features/activity/list/index`)
    await see(her, '女性创业训练营')
    await looked(her, 'activities')
    await tap(her, '女性创业训练营')
    await press(her, '.agree, .enrol')
    await fill(her, 'name', '吴桂兰')
    await fill(her, 'phone', '13900001234')
    if (await her.page.getByText('请选择所在村').locator('visible=true').count()) {
      await tap(her, '请选择所在村')
      await tap(her, '柳溪村')
    }
    await press(her, '.submit')
    await see(her, '交给悦江县妇联了')

    const cadre = await visit()
    await become(cadre, '周慧')
    await looked(cadre, 'home-cadre')
    await tap(cadre, '去办')
    await see(cadre, '等我办')
    await looked(cadre, 'desk')
    await tap(cadre, /人待核/)
    await see(cadre, '勾上的一起办')
    await looked(cadre, 'several')
    await cadre.page.goto(`${cloud.url}/#/features/cadre/case/index?id=${her.page.url().match(/id=(\w+)/)?.[1]}`)
    await see(cadre, '吴桂兰')
    await looked(cadre, 'case')
    await press(cadre, '.m-refuse')
    await see(cadre, '这次名额先给没参加过的姐妹')
    await looked(cadre, 'refuse')
    await tap(cadre, '这次名额先给没参加过的姐妹')
    await press(cadre, '.do-refuse, .sheet .m-refuse')

    await her.page.goto(`${cloud.url}/#/pages/inbox/index`)
    await see(her, '这次没通过')
    await looked(her, 'inbox')
    await tap(her, '这次没通过')
    await see(her, /这次名额先给没参加过的姐妹/)
    await looked(her, 'application')
  })

  it('shows every other page clean, also in large type and on a desktop', async () => {
    const county = await visit()
    await become(county, '周慧')
    for (const [name, path, text] of [
      ['grants', 'features/cadre/grants/index', '人员授权'],
      ['publish', 'features/cadre/publish/index', '活动名称'],
      ['calls', 'features/cadre/calls/index', /电话|打/],
      ['me', 'pages/me/index', '周慧'],
      ['profile', 'pages/profile/index', '姓名'],
      ['privacy', 'pages/privacy/index', '隐私'],
    ] as const) {
      await county.page.goto(`${cloud.url}/#/${path}`)
      await see(county, text)
      await looked(county, name)
    }
    const large = await visit()
    await see(large, '最近的活动')
    await tap(large, '大字')
    await looked(large, 'home-large')
    await tap(large, '短视频卖山货')
    await see(large, '谁能来')
    await looked(large, 'activity-large')
    const wide = await visit(DESKTOP)
    await see(wide, '最近的活动')
    await looked(wide, 'home-desktop')
  })

  it('shows public pages only, and says where to go, outside the demonstration', async () => {
    const real = await startDemo({ demo: false })
    try {
      const anybody = await visit(PHONE, '/', real)
      await see(anybody, '最近的活动')
      await looked(anybody, 'home-public')
      expect(await anybody.page.getByText('选一位').locator('visible=true').count()).toBe(0)
      await tap(anybody, '短视频卖山货')
      await see(anybody, '谁能来')
      await looked(anybody, 'activity-public')
      await see(anybody, '请在微信里打开小程序办理')
      await anybody.page.goto(`${real.url}/#/features/cadre/desk/index`)
      await see(anybody, '不用记密码')
      await looked(anybody, 'desk-public')
    } finally {
      await real.close()
    }
  })
})

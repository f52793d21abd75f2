import { dayOf } from '@shared/core/time'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { acceptedMother } from '../support/caring-mothers'
import { mustBe, registerChild } from '../support/children'
import { type Cloud, ENGINES } from '../support/cloud'
import { startDemo } from '../support/demo'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }

/** A child and three mothers who may care for it. */
async function peopled(cloud: Cloud) {
  const cadres = { village: await cloud.official('village', 'v01'), town: await cloud.official('town', 't1') }
  const today = dayOf(cloud.clock.now())
  const hers = [await cloud.woman(), await cloud.woman(), await cloud.woman()] as const
  const names = ['王桂花', '李小燕', '陈秋菊']
  const mothers: string[] = []
  for (const [n, her] of hers.entries()) mothers.push(await acceptedMother(her, cadres, today, { name: names[n] }))
  const child = await registerChild(cadres.village, { consent: { day: today } })
  const { id: other } = await registerChild(cadres.village, { consent: { day: today } })
  return { ...cadres, hers, mothers, child: child.id as string, code: child.code as string, other: other as string, today }
}
type People = Awaited<ReturnType<typeof peopled>>

describe.each(ENGINES)('matching in a browser, on %s', (engine) => {
  let cloud: Cloud
  let browser: Browser
  let all: People
  let cadre: Visitor
  beforeAll(async () => {
    cloud = await startDemo({}, engine)
    browser = await openBrowser()
    all = await peopled(cloud)
    cadre = await browser.visitor(PHONE, cloud.url)
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const see = ({ page }: Visitor, text: string | RegExp) => page.getByText(text).locator('visible=true').first().waitFor()
  const press = ({ page }: Visitor, selector: string) => page.locator(selector).locator('visible=true').first().tap()
  const go = ({ page }: Visitor, path: string) => page.goto(`${cloud.url}/#/${path}`)
  const looked = async (visitor: Visitor, name: string) => {
    await visitor.arrived()
    if (engine === 'sqlite') await visitor.shot(name)
    expect({ on: name, axe: await visitor.axe() }).toEqual({ on: name, axe: [] })
  }
  const as = async (visitor: Visitor, name: string) => {
    await go(visitor, 'pages/people/index')
    await press(visitor, '.everybody')
    await visitor.page.getByText(name).locator('visible=true').first().tap({ force: true })
    await see(visitor, '最近的活动')
  }
  const match = async (visitor: Visitor, child = all.child) => {
    await go(visitor, `features/match/child/index?id=${child}`)
    await see(visitor, '谁合适')
  }

  it('shows a cadre who could care for a child and every part of why, and asks when she means it', async () => {
    await as(cadre, '李芳')
    await go(cadre, 'features/cadre/desk/index')
    await press(cadre, '.to-match-living')
    await see(cadre, '还没有结对')
    await go(cadre, `features/child/record/index?id=${all.child}`)
    await press(cadre, '.to-match')
    await see(cadre, '还没有爱心妈妈')
    await see(cadre, /同村/)
    await looked(cadre, 'match-child')
    await press(cadre, `.r-${all.mothers[0]}`)
    await see(cadre, '有余力')
    await looked(cadre, 'match-parts')
    await press(cadre, '.ask')
    await see(cadre, '10个工作日里回答')
    await looked(cadre, 'match-ask')
    await press(cadre, '.do-ask')
    await see(cadre, '等她回答')
    await see(cadre, '已经有人在结对了')
    await looked(cadre, 'match-asked')
    await go(cadre, 'features/match/living/index')
    await see(cadre, `代号${all.code}`)
    await looked(cadre, 'match-living')
  })

  it('is told in words who may not and why, and is kin when a cadre says so', async () => {
    await match(cadre, all.other)
    await press(cadre, '.able .line')
    await press(cadre, '.kin')
    await see(cadre, '看谁不行、为什么')
    await press(cadre, '.see-barred')
    await see(cadre, '亲属')
    await looked(cadre, 'match-barred')
    await press(cadre, '.barred .line')
    await press(cadre, '.kin')
    await go(cadre, 'pages/me/index')
    await press(cadre, '.type-size')
    await match(cadre, all.other)
    await see(cadre, /同村/)
    await looked(cadre, 'match-child-large')
    await press(cadre, '.able .line')
    await see(cadre, '有余力')
    await looked(cadre, 'match-parts-large')
    await go(cadre, 'pages/me/index')
    await press(cadre, '.type-size')
    expect(cadre.complaints).toEqual([])
  })

  it('lets a town make a team, and a county approve what was proposed for all, until it is stale', async () => {
    await go(cadre, 'features/match/teams/index')
    await see(cadre, '还没有小组')
    await press(cadre, '.new-team')
    await see(cadre, '谁在里面')
    await press(cadre, '.keep-team')
    await see(cadre, '请填写小组的名字')
    await cadre.page.locator('.f-name input').locator('visible=true').first().fill('柳溪小组')
    for (const n of [0, 1]) await cadre.page.locator('.options .option').locator('visible=true').nth(n).tap()
    await looked(cadre, 'match-team')
    await press(cadre, '.keep-team')
    await see(cadre, '柳溪小组')
    await looked(cadre, 'match-teams')

    const county = await browser.visitor(DESKTOP, cloud.url)
    await as(county, '周慧')
    await go(county, 'features/match/plan/index')
    await see(county, '排一份方案')
    await looked(county, 'match-plan-ask')
    await press(county, '.make-plan')
    await see(county, /先在上面勾几对/)
    await looked(county, 'match-plan')
    await press(county, '.plan-pairs .tick')
    await press(county, '.approve')
    await see(county, '批1对？')
    await looked(county, 'match-plan-approve')
    await press(county, '.do-approve')
    await see(county, '已经问了')
    await press(county, '.s-open')
    await see(county, '每个孩子都有人了')
    cloud.clock.advance(1000)
    const other = await cloud.official('county', 'c1')
    await mustBe(201, other.post('/api/pairing-plans', { mode: 'oneToOne' }))
    await press(county, '.s-pairs')
    await go(county, 'pages/home/index')
    await go(county, 'features/match/plan/index')
    await see(county, '全县的结对方案')
    expect({ complaints: county.complaints, foreign: county.foreign }).toEqual({ complaints: [], foreign: [] })
    await county.context.close()
  })
})

import { dayOf } from '@shared/core/time'
import type { Api, Json } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { acceptedMother } from '../support/caring-mothers'
import { mustBe, registerChild } from '../support/children'
import { type Cloud, ENGINES } from '../support/cloud'
import { demoPerson, startDemo } from '../support/demo'
import { agreeTo } from '../support/pairings'
import { move } from '../support/publications'
import { ledOn, looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }

const NAMES = ['王桂花', '李小燕', '陈秋菊']

/** A child and three mothers who may care for it. */
async function peopled(cloud: Cloud, names: readonly string[] = NAMES) {
  const cadres = { village: await cloud.official('village', 'v01'), town: await cloud.official('town', 't1') }
  const today = dayOf(cloud.clock.now())
  const hers = [await cloud.woman(), await cloud.woman(), await cloud.woman()] as const
  const mothers: string[] = []
  for (const [n, her] of hers.entries()) mothers.push(await acceptedMother(her, cadres, today, { name: names[n] }))
  const register = (more: object = {}) => registerChild(cadres.village, { consent: { day: today }, ...more })
  const child = await register()
  const { id: other } = await register()
  return { ...cadres, hers, mothers, register, child: child.id as string, code: child.code as string, other: other as string, today }
}
type People = Awaited<ReturnType<typeof peopled>>

describe.each(ENGINES)('matching in a browser, on %s', (engine) => {
  let cloud: Cloud
  let browser: Browser
  let all: People
  let cadre: Visitor
  beforeAll(async () => {
    cloud = await startDemo({}, engine)
    browser = await openBrowser(engine)
    all = await peopled(cloud)
    cadre = await browser.visitor(PHONE, cloud.url)
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const go = ({ page }: Visitor, path: string) => page.goto(`${cloud.url}/#/${path}`)
  const pairingsOf = async (who: Api, child: string): Promise<Json[]> =>
    (await mustBe(200, who.get(`/api/children/${child}/pairings`))).items
  const pairingOf = async (who: Api, child: string, mother: string): Promise<string> =>
    (await pairingsOf(who, child)).find((one) => one.mother.id === mother)?.id
  /** What is refused is a complaint of the browser's only. */
  const grave = ({ complaints }: Visitor) => complaints.filter((words) => !/status of 4(09|22)/.test(words))
  const as = async (visitor: Visitor, name: string) => {
    await go(visitor, 'pages/people/index')
    // The women come first, then those who hold an office.
    await visitor.page.locator('.everybody').locator('visible=true').last().tap({ force: true })
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

  it('begins when the village has the guardian’s word, and goes over to another mother only when she begins', async () => {
    const { child, mothers, hers, village, town } = await peopled(cloud, ['周春兰', '吴月娥', '郑巧云'])
    await mustBe(201, town.post(`/api/children/${child}/proposals`, { mode: 'oneToOne', mothers: [mothers[0]] }))
    const first = await pairingOf(town, child, mothers[0] as string)
    await mustBe(200, move(hers[0], first, 'accept'))
    const local = await browser.visitor(PHONE, cloud.url)
    await as(local, '赵敏')
    const yes = async (pairing: string) => {
      await go(local, `features/cadre/case/index?id=${pairing}`)
      await press(local, '.m-confirm')
    }
    const confirmed = async (pairing: string) => {
      await yes(pairing)
      await ledOn(local, pairing)
    }
    await yes(first)
    await see(local, /请先问监护人同不同意这位爱心妈妈/)
    await looked(local, 'match-confirm-refused')
    await agreeTo(village, child)
    await confirmed(first)
    await go(local, `features/match/child/index?id=${child}`)
    await see(local, '试结对')
    await see(local, /试到/)
    await looked(local, 'match-begun')

    // Who has asked her is not who confirms.
    await go(cadre, `features/match/child/index?id=${child}`)
    await press(cadre, `.h-${first}`)
    await see(cadre, /新的那一位开始以前，周春兰还陪着/)
    await looked(cadre, 'match-handing')
    await press(cadre, `.r-${mothers[1]}`)
    await press(cadre, '.ask')
    await see(cadre, /接着周春兰陪。新的开始那一天，原来的才结束/)
    await looked(cadre, 'match-handing-ask')
    await press(cadre, '.do-ask')
    await see(cadre, '已经请了另一位来接')
    await looked(cadre, 'match-handed')
    const second = await pairingOf(town, child, mothers[1] as string)
    await mustBe(200, move(hers[1], second, 'accept'))
    // What the guardian said of the first does not count for her.
    await agreeTo(village, child)
    expect((await pairingsOf(town, child)).filter(({ live }) => live)).toHaveLength(2)
    await confirmed(second)
    await go(local, `features/match/child/index?id=${child}`)
    await press(local, '.see-over')
    await see(local, '已结束')
    await looked(local, 'match-over')
    const stand = Object.fromEntries((await pairingsOf(town, child)).map(({ id, state }) => [id, state]))
    expect(stand).toEqual({ [first]: 'ended', [second]: 'trial' })
    expect([grave(local), local.foreign]).toEqual([[], []])
    await local.context.close()
  })

  it('lets a town make a team, of which another takes over, and shows the teams of the place that is asked for', async () => {
    const { child, mothers, hers, village, town } = await peopled(cloud, ['沈玉珍', '韩秀芝', '杨兰芳'])
    await go(cadre, 'features/match/teams/index')
    await see(cadre, '还没有小组')
    await press(cadre, '.new-team')
    await see(cadre, '谁在里面')
    await press(cadre, '.keep-team')
    await see(cadre, '请填写小组的名字')
    await cadre.page.locator('.f-name input').locator('visible=true').first().fill('柳溪小组')
    for (const one of mothers.slice(0, 2)) await press(cadre, `.w-${one}`)
    await looked(cadre, 'match-team')
    await press(cadre, '.keep-team')
    await see(cadre, '柳溪小组')
    await looked(cadre, 'match-teams')

    const [{ id: team, version }] = (await mustBe(200, town.get('/api/pairing-teams'))).items
    await mustBe(201, town.post(`/api/children/${child}/proposals`, { mode: 'team', mothers: [], team }))
    await agreeTo(village, child)
    for (const n of [0, 1] as const) {
      const pairing = await pairingOf(town, child, mothers[n] as string)
      await mustBe(200, move(hers[n], pairing, 'accept'))
      await mustBe(200, move(village, pairing, 'confirm'))
    }
    await mustBe(200, town.put(`/api/pairing-teams/${team}`, { version, name: '柳溪小组', mothers }))
    await match(cadre, child)
    await press(cadre, `.h-${await pairingOf(town, child, mothers[0] as string)}`)
    await press(cadre, `.r-${mothers[2]}`)
    await press(cadre, '.ask')
    await see(cadre, /接着沈玉珍陪/)
    await press(cadre, '.do-ask')
    await see(cadre, '已经请了另一位来接')
    await looked(cadre, 'match-team-handed')
    const next = (await pairingsOf(town, child)).find((one) => one.mother.id === mothers[2])
    expect([next?.mode, next?.team.id, next?.before]).toEqual(['team', team, await pairingOf(town, child, mothers[0] as string)])

    await demoPerson(cloud, '管两个镇的小唐', ['town', 't1'], ['town', 't2'])
    const both = await browser.visitor(PHONE, cloud.url)
    await as(both, '管两个镇的小唐')
    await go(both, 'features/match/teams/index')
    await press(both, '.o-t1')
    await see(both, '柳溪小组')
    await looked(both, 'match-teams-two-towns')
    await press(both, '.o-t2')
    await see(both, '还没有小组')
    await press(both, '.new-team')
    await see(both, '还没有通过的爱心妈妈')
    await go(both, 'features/match/living/index')
    await see(both, '代号')
    await press(both, '.o-t2')
    await see(both, '还没有结对')
    expect([both.complaints, both.foreign]).toEqual([[], []])
    await both.context.close()
    expect(cadre.complaints).toEqual([])
  })

  it('lets a county approve what was proposed for all: what is refused of several is explained, and nothing any more once it is stale', async () => {
    const { child, other, register, town } = await peopled(cloud, ['朱爱萍', '秦小兰', '许红梅'])
    const far = await cloud.official('village', 'v09')
    const { id: lonely } = await registerChild(far, { village: 'v09', consent: { day: dayOf(cloud.clock.now()) } })
    const third = (await register()).id as string
    const county = await browser.visitor(DESKTOP, cloud.url)
    await as(county, '周慧')
    await go(county, 'features/match/plan/index')
    await see(county, '排一份方案')
    await looked(county, 'match-plan-ask')
    await press(county, '.make-plan')
    await see(county, /先在上面勾几对/)
    await looked(county, 'match-plan')
    const colleague = await cloud.official('county', 'c1')
    const { plan } = await mustBe(200, colleague.get('/api/pairing-plans'))
    const { pairs } = await mustBe(200, colleague.get(`/api/pairing-plans/${plan.id}`))
    const planned = (one: string): Json => pairs.items.find((pair: Json) => pair.child === one)
    for (const one of [child, other]) await press(county, `.c-${one} .tick`)
    await mustBe(200, move(town, planned(other).mothers[0].id, 'suspend', { reason: '先核实' }))
    await press(county, '.approve')
    await see(county, '批2对？')
    await looked(county, 'match-plan-approve')
    await press(county, '.do-approve')
    await see(county, '有的没有问成')
    await see(county, /问成了1对/)
    await see(county, `代号${planned(other).code}，${planned(other).mothers[0].name}：`)
    await looked(county, 'match-plan-refused')
    await press(county, '.seen-refused')
    await see(county, '已经问了')
    const asked = async (one: string) => (await pairingsOf(town, one)).length
    expect([await asked(child), await asked(other)]).toEqual([1, 0])

    await press(county, '.s-open')
    await see(county, '没有一位爱心妈妈能去')
    expect(await county.page.locator(`.o-${lonely}`).locator('visible=true').count()).toBe(1)
    await looked(county, 'match-plan-open')
    await press(county, '.s-pairs')
    await press(county, `.c-${third} .tick`)
    cloud.clock.advance(1000)
    await mustBe(201, colleague.post('/api/pairing-plans', { mode: 'oneToOne' }))
    await press(county, '.approve')
    await press(county, '.do-approve')
    await see(county, /这份方案已经过时/)
    await press(county, '.seen-refused')
    await see(county, '这份方案过时了')
    await looked(county, 'match-plan-stale')
    expect([await county.page.locator('.plan-pairs .tick').locator('visible=true').count(), await asked(third)]).toEqual([0, 0])
    expect({ complaints: grave(county), foreign: county.foreign }).toEqual({ complaints: [], foreign: [] })
    await county.context.close()
  })
})

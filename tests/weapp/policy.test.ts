import { dayOf } from '@shared/core/time'
import type { Json } from '../support/api'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const PAGE = 'features/cadre/policy/index'

describe('the county’s policies on a phone', () => {
  let scene: Scene
  const apps: App[] = []
  const today = dayOf(new Date().toISOString())
  const open = async (phone: Phone, entry?: string) => {
    const app = await launch({ dist: DIST, phone, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const official = (person: string, role: 'county' | 'town', place: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official(role, place, '周慧', `openid-${person}`)
  }
  const policies = async () => (await scene.cloud.anybody.get('/api/loan/policies')).body
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('a county cadre begins from the one that holds, changes a figure with its source, sees what that does, and writes it down', async () => {
    await official('policy', 'county', 'c1')
    const phone = scene.phone('policy')
    const first = await open(phone)
    await first.tap('工作台')
    await first.tap('贴息政策')
    await first.see('现在用的')
    await first.tap('加一个版本')
    await first.see('照着财金〔2023〕75号填好了')
    await first.tap('.p-age')
    await first.type('.f-to', '60')
    await first.tap('填好了')
    await first.see('改过')
    first.kill()

    // What was changed lies on the phone; what is missing is named before anything is sent.
    const app = await open(phone, PAGE)
    await app.see('上次写到一半的还在')
    expect(app.text('.p-age')).toContain('到：60周岁')
    await app.tap('看看改了什么')
    await app.see('名称和日期还没填好')
    await app.tap('.p-head')
    await app.type('.f-number', '悦政发〔2026〕8号')
    await app.tap('.picked', { within: '.f-validFrom' })
    await pickDay(app, today)
    await app.tap('填好了')
    await app.tap('看看改了什么')
    await app.see('改了1处')
    await app.see('年龄：数字改了，依据还是原来的')
    expect(app.text('.changes')).toContain('原来：55周岁\n改成：60周岁')
    // A woman of 58 would be let in by the new one alone.
    await app.type('.f-years', '58')
    await app.see('不能申报：这项政策是给18到55周岁的姐妹的，您58周岁')
    await app.see('可以申报')
    phone.network = 'offline'
    await app.tap('记下这个版本')
    await app.see('没有连上网')
    phone.network = 'ok'
    await app.tap('记下这个版本')
    expect(app.toast()).toBe('新版本记下了')
    const { items } = await policies()
    expect(items).toHaveLength(4)
    expect(items[3]).toMatchObject({
      number: '悦政发〔2026〕8号',
      validFrom: today,
      age: { from: 18, to: 60 },
      ceilings: items[2].ceilings,
    })
  })

  it('writes a published rate down once it was said again, and says when a day has one already', async () => {
    await official('lpr', 'county', 'c1')
    const app = await open(scene.phone('lpr'), 'features/cadre/policies/index')
    await app.tap('记LPR')
    await app.tap('.picked', { within: '.f-day' })
    await pickDay(app, '2026-08-20')
    await app.type('.f-rate', '2.95')
    await app.tap('.m-lpr')
    await app.see('2.95%，对吗？')
    await app.tap('对，更正')
    await app.see('这一天的LPR系统里本来就有')
    await app.tap('.picked', { within: '.f-day' })
    await pickDay(app, '2026-09-21')
    await app.tap('.m-lpr')
    await app.tap('对，记下')
    expect(app.toast()).toBe('记下了')
    await app.see('2.95%')
    const written = async () => (await policies()).lpr.find(({ day }: Json) => day === '2026-09-21').rate
    expect(await written()).toBe(29_500)
    // Typed wrong, and put right; one that is far off the last is asked about.
    await app.tap('记LPR')
    await app.tap('.picked', { within: '.f-day' })
    await pickDay(app, '2026-09-21')
    await app.type('.f-rate', '19')
    await app.tap('.m-lpr')
    await app.see('差了16个百分点')
    await app.type('.f-rate', '2.9')
    await app.tap('.m-lpr')
    await app.see('原来记的是2.95%。改了以后，已经放款的不变')
    await app.tap('对，更正')
    await app.see('2.9%')
    expect(await written()).toBe(29_000)
  })

  it('a town cadre reads every version with its sources, and adds none', async () => {
    await official('reads', 'town', 't1')
    const app = await open(scene.phone('reads'), 'features/cadre/policies/index')
    await app.tap('财金〔2009〕72号')
    expect(app.page.route).toBe(PAGE)
    expect(app.text('.p-ceilings')).toContain('个人：80,000元')
    expect(app.text('.p-ceilings')).toContain('依据：财金〔2009〕72号')
    expect(app.has('照这个写新版本')).toBe(false)
    await app.back()
    expect(app.has('加一个版本')).toBe(false)
  })
})

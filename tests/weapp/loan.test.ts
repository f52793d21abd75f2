import { addDays, addMonths, dayOf } from '@shared/core/time'
import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const MAY_I = 'features/loan/may/index'
const PLAN = 'features/loan/plan/index'

describe('the subsidised loan on a phone', () => {
  let scene: Scene
  const apps: App[] = []
  const today = dayOf(new Date().toISOString())
  const open = async (phone: Phone, entry?: string) => {
    const app = await launch({ dist: DIST, phone, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const offline = (person: string) => {
    const phone = scene.phone(person)
    phone.network = 'offline'
    return phone
  }
  const pick = async (app: App, name: string, day: string) => {
    await app.tap('.picked', { within: `.f-${name}` })
    await pickDay(app, day)
    await app.tap('.next')
  }
  /** Answers everything as a woman in business since a day would. */
  const answer = async (app: App, since: string) => {
    await pick(app, 'birthday', '1986-05-20')
    await app.tap('是', { within: '.f-local' })
    await app.tap('开店、办厂、种养，已经开始了')
    await pick(app, 'since', since)
    await app.tap('农村自主创业农民')
    await app.tap('没有', { within: '.f-loans' })
    await app.tap('.next')
    await app.tap('不是', { within: '.f-overdue' })
    await app.type('.f-times', '0')
    await app.tap('看看能不能申报')
  }
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('says without signal which rule fails and from which day it will not, and yes when none does', async () => {
    const app = await open(offline('guilan'), MAY_I)
    await answer(app, addDays(today, -10))
    await app.see('现在还差1条')
    const [, month, date] = addMonths(addDays(today, -10), 3).split('-').map(Number)
    expect(app.text('.r-trading')).toContain(`${month}月${date}日后就符合`)
    expect(app.text('.r-trading')).toContain('依据：')
    await app.tap('改回答')
    for (let at = 0; at < 3; at++) await app.tap('.next')
    await pick(app, 'since', addDays(today, -200))
    for (let at = 0; at < 4; at++) await app.tap('.next')
    await app.see('您可以申报')
    await app.see('要准备的材料')
  })

  it('asks on when an answer cannot be, and only what decides something', async () => {
    const app = await open(scene.phone('asks'), MAY_I)
    await app.tap('.next')
    await app.see('请选择您的出生日期')
    await pick(app, 'birthday', '1986-05-20')
    await app.tap('是', { within: '.f-local' })
    await app.tap('还没有开始')
    await app.see('您属于哪一类')
    await app.tap('上一个')
    await app.see('您的生意开始了吗')
  })

  it('reckons without signal, in all four ways, what is paid, what finance pays and what she pays', async () => {
    const app = await open(offline('reckons'), PLAN)
    await app.type('.f-principal', '100000')
    await app.type('.f-rate', '4.35')
    await app.tap('.reckon')
    await app.see('分4次还')
    expect(app.text('.figures')).toContain('利息\n¥4,350.00\n财政贴息\n¥2,175.00\n您自己付\n¥2,175.00')
    expect(app.text('.figures')).toContain('利息¥1,087.50\n财政贴¥543.75，自己付¥543.75')
    for (const [way, times] of [
      ['到期一次还清', 1],
      ['每月还一样多（等额本息）', 12],
      ['每月还一样多的本金（等额本金）', 12],
    ] as const) {
      await app.tap(way)
      await app.gone('到还清，利息一共')
      await app.tap('.reckon')
      await app.see(`分${times}次还`)
    }
    await app.tap('看每一次')
    expect(app.all('.payment')).toHaveLength(12)
  })

  it('says what is wrong with a sum over the ceiling and a rate that is none', async () => {
    const app = await open(scene.phone('wrong'), PLAN)
    await app.type('.f-principal', '300000.01')
    await app.tap('.reckon')
    await app.see('最高30万元')
    await app.type('.f-principal', '300000')
    await app.type('.f-rate', '24.5')
    await app.tap('.reckon')
    await app.see('年利率在0.0001到24%之间')
  })

  it('keeps the county’s own version for when there is no signal', async () => {
    const county = await scene.cloud.official('county', 'c1')
    const { id: _, ...national } = SEEDED_POLICIES[2] as (typeof SEEDED_POLICIES)[number]
    const own = { ...national, title: '悦江县的办法', number: '悦政发〔2026〕8号', validFrom: today }
    expect((await county.post('/api/loan/policies', own)).status).toBe(201)
    const phone = scene.phone('keeps')
    const before = await open(phone)
    await before.tap('创业贴息')
    await before.see('我能申报吗')
    before.kill()
    phone.network = 'offline'
    const app = await open(phone, PLAN)
    await app.type('.f-principal', '50000')
    await app.tap('.reckon')
    await app.see('悦政发〔2026〕8号')
  })
})

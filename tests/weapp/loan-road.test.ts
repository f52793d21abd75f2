import { dayOf } from '@shared/core/time'
import { Application } from '../../cloud/features/applications/application.entity'
import type { Api, Json } from '../support/api'
import { ENGINES } from '../support/cloud'
import { declaration, REFUSED, REPORT, ROAD } from '../support/declarations'
import { move } from '../support/declared'
import { asked, business, household, papers, who } from '../support/declaring'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const TASKS = 'features/applications/tasks/index'
const CASE = 'pages/application/index'
const BOOK = 'features/loan/book/index'

describe.each(ENGINES)('the whole road of a loan on her phone, on %s', (engine) => {
  let scene: Scene
  let desks: Awaited<ReturnType<typeof desksOf>>
  const apps: App[] = []
  const open = async (phone: Phone, entry: string, query: Record<string, string>) => {
    const app = await launch({ dist: DIST, phone, entry, query })
    apps.push(app)
    return app
  }
  /** What officials write is checked at WeChat, which must know of them. */
  const desk = (role: Parameters<Scene['cloud']['official']>[0], place: string, nth = '') => {
    scene.wechat.visit(`openid-${role}${nth}`)
    return scene.cloud.official(role, place, '某干部', `openid-${role}${nth}`)
  }
  const desksOf = async () => ({
    ...{ village: await desk('village', 'v01'), town: await desk('town', 't1'), county: await desk('county', 'c1') },
    ...{ hr: await desk('hr', 'o1'), guarantor: await desk('guarantor', 'o2'), bank: await desk('bank', 'o4') },
  })
  const today = dayOf(new Date().toISOString())
  beforeAll(async () => {
    scene = await openScene(undefined, { engine })
    desks = await desksOf()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('goes from her first answer over every office, her consent and a correction to the release, the book and the last payment', async () => {
    const app = await open(scene.phone('road'), TASKS, { kind: 'loan', about: '' })
    await app.tap('同意，开始填')
    await who(app, 7)
    await household(app, '李大山')
    await business(app)
    await asked(app, '200000', '按期付息，到期还本')
    // So much is vouched for: by whom she says here.
    await app.type('.f-suretyName', '张小梅')
    await app.type('.f-suretyPhone', '13900004321')
    await app.tap('.part-done')
    await papers(app, ['marriage'])
    for (const field of ['hrConsent', 'guarantorConsent', 'financeConsent']) await app.tap('我同意', { within: `.f-${field}` })
    await app.tap('.part-done')
    await app.tap('.to-check')
    await app.see('李大山')
    await app.tap('提交申报')
    await app.see('交给柳溪村妇联了')

    const made = (await scene.cloud.app.db.read.find(Application, { order: { id: 'DESC' }, take: 1 }))[0] as Json
    const says = ['镇妇联10个工作日内推荐', '县妇联5个工作日内推荐', '7个工作日内会有回音', '3个工作日内会有回音', '等您同意']
    for (const [i, [office, name, input]] of ROAD.entries()) {
      await move(desks[office], made, name, input)
      await app.pullDown()
      await app.see(says[i] as string)
    }
    // She has not let the bank see anything so far.
    expect((await desks.bank.get(`/api/applications/${made.id}`)).status).toBe(404)
    await app.tap('同意', { within: '.c-bankConsent' })
    await app.see('经办银行正在调查')
    await move(desks.bank, made, 'sendBack', { corrections: [{ field: 'plan', note: '写清楚拿什么还' }] })
    await app.pullDown()
    await app.see('写清楚拿什么还')
    await app.tap('去补充')
    await app.tap('要多少钱、做什么用')
    await app.type('.f-plan', '秋天卖蜜还，一年两回')
    await app.tap('.part-done')
    await app.tap('.to-check')
    await app.tap('补好了，再提交')
    await app.see('交给悦江县邮储银行了')
    expect((await desks.bank.get(`/api/applications/${made.id}`)).body.answers.plan).toBe('秋天卖蜜还，一年两回')
    app.kill()

    const again = await open(scene.phone('road'), CASE, { id: made.id })
    await again.tap('换一个政策看看')
    await again.tap('.p-cj2009n72')
    await again.see('有1条不同')
    await again.see('换了以后：财金〔2009〕72号最高8万元')
    await again.back()
    await move(desks.bank, made, 'release', { ...REPORT, releasedOn: today, releasedRate: 34_500 })
    await again.pullDown()
    await again.see('银行已经放款')
    await again.tap('看还款和贴息')
    expect(again.page.route).toBe(BOOK)
    // 180,000 yuan at 3.45 %: a quarter's interest, half of it finance's.
    await again.see('利息里财政贴¥776.25，您自己付¥776.25')
    const paid = { sort: 'early', version: 1, day: today, principal: 18_000_000 }
    expect((await desks.bank.post(`/api/loan/books/${made.id}/entries`, paid)).status).toBe(200)
    await again.pullDown()
    await again.see('都还清了')
    await again.back()
    await again.see('贷款已经还清，恭喜您！')
  })

  it('is refused with its reason; what she objects is answered by somebody else, in words that reach her', async () => {
    scene.wechat.visit('openid-objects')
    const her: Api = await scene.cloud.woman({}, 'openid-objects')
    const { body: made } = await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) })
    await move(desks.village, made, 'refuse', REFUSED)
    const app = await open(scene.phone('objects'), CASE, { id: made.id })
    await app.see(REFUSED.reason)
    await app.tap('提出异议')
    await app.type('.f-objection', '蜂场在三组后山，请再来看看')
    await app.tap('.do-object')
    await app.see('由没有办过的人来答复')
    await move(await desk('county', 'c1', '-other'), made, 'uphold', { reply: '又去看了一次，还没有开始养' })
    await app.pullDown()
    await app.see('复核的答复：又去看了一次，还没有开始养')
  })
})

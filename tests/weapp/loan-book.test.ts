import { addMonths, sayDay } from '@shared/core/time'
import type { Api, Json } from '../support/api'
import { DIST, openScene, type Scene } from '../support/journey'
import { releasedLoan } from '../support/released'
import { type App, launch, type Phone } from '../support/weapp'

const CASE = 'pages/application/index'
const BOOK = 'features/loan/book/index'

describe('her loan on her phone', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, entry, query })
    apps.push(app)
    return app
  }
  const officialOn = (person: string, role: 'village' | 'town', place: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official(role, place, '赵敏', `openid-${person}`)
  }
  const borrower = async (person: string, more: Parameters<typeof releasedLoan>[1] = {}) => {
    scene.wechat.visit(`openid-${person}`)
    const loan = await releasedLoan(scene.cloud, { ...more, openId: `openid-${person}`, visit: scene.wechat.visit })
    return { ...loan, phone: scene.phone(person) }
  }
  const record = async (bank: Api, id: string, entry: object) => {
    const { version } = (await bank.get(`/api/loan/books/${id}`)).body
    const { status, body } = await bank.post(`/api/loan/books/${id}/entries`, { note: '', version, ...entry })
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body as Json
  }
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('says what is next, what the state bears of it and what was paid, and still says so without signal', async () => {
    const { id, released, phone } = await borrower('pays')
    const due = addMonths(released, 3)
    const bank = await scene.cloud.official('bank', 'o4')
    await record(bank, id, { sort: 'repayment', day: due, principal: 0, interest: 195_750 })
    const app = await open(phone, CASE, { id })
    await app.tap('看还款和贴息')
    expect(app.page.route).toBe(BOOK)
    // 180,000 yuan at 4.35 %, a quarter's interest; half of it is finance's.
    await app.see('利息里财政贴¥978.75，您自己付¥978.75')
    expect(app.text(`.due-${due}`)).toContain('已还')
    expect(app.text('.entries')).toContain(`${sayDay(due)} 还款`)
    app.kill()

    phone.network = 'offline'
    const again = await open(phone, BOOK, { id })
    await again.see('利息里财政贴¥978.75，您自己付¥978.75')
    await again.see('没有连上网')
    expect(again.text('.kept')).toContain('看到的')
  })

  it('says kindly what is late and what to do, and takes what she says to village and town until she has an answer', async () => {
    const { id, phone } = await borrower('late')
    const her = await open(phone, BOOK, { id })
    await her.see('那一次还没有还上')
    await her.tap('我有困难')
    await her.tap('同意，开始填')
    await her.tap('家里有人生病')
    await her.type('.f-details', '孩子住院，差两个月的利息')
    phone.network = 'offline'
    await her.tap('.submit')
    await her.see('填的都在手机里存好了')
    phone.network = 'ok'
    await her.tap('.submit')
    await her.see('村妇联收到了')
    her.kill()

    const village = await officialOn('village', 'village', 'v01')
    const [waiting] = (await village.get('/api/applications?box=inbox')).body.items
    const desk = await open(scene.phone('village'), 'features/cadre/case/index', { id: waiting.id })
    await desk.see('孩子住院')
    await desk.tap('看看这笔贷款')
    await desk.see('有逾期')
    await desk.back()
    await desk.tap('报给镇里')
    await desk.tap('上门看过，情况属实')
    await desk.tap('.do-passOn')
    const town = await scene.cloud.official('town', 't1')
    expect((await town.get('/api/applications?box=inbox')).body.items.map((row: Json) => row.id)).toContain(waiting.id)
  })
})

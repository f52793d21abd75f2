import { addMs } from '@shared/core/time'
import { READY_MADE } from '@shared/features/activity/question.schema'
import { enrol, HER, publish } from '../support/activities'
import { type Api, apiOf, type Json } from '../support/api'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const HOUR = 3_600_000
const SHE = '王桂兰'
const TRANSPORT = { ...READY_MADE.transport, options: ['自己去，不用接', '梅坪村委会'] }
const questions = [READY_MADE.children, TRANSPORT]
const extra = [
  { question: READY_MADE.children.label, answer: 2 },
  { question: TRANSPORT.label, answer: '梅坪村委会' },
]

describe('what is asked beforehand and remains afterwards, in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  const ids = { coming: '', over: '', enrolment: '' }
  const demoPerson = async (name: string): Promise<Api> => {
    const people: Json[] = (await cloud.anybody.get('/api/sign-in/demo')).body
    const { person } = people.find((one) => one.name === name && one.roles.length === 0)
    return apiOf(cloud.url, (await cloud.anybody.post('/api/sign-in/demo', { person })).body.token)
  }
  beforeAll(async () => {
    cloud = await startDemo()
    browser = await openBrowser()
    const { clock } = cloud
    const organiser = await cloud.official('county', 'c1')
    const now = clock.now()
    const hold = async (title: string) => {
      const at = clock.now()
      const times = { startsAt: addMs(at, HOUR), endsAt: addMs(at, 3 * HOUR), enrolBy: addMs(at, HOUR / 2) }
      return publish(organiser, at, { ...times, title, seats: 30, questions })
    }
    clock.set(addMs(now, -5 * HOUR))
    ids.over = await hold('短视频卖山货，两天学会')
    const women = [await demoPerson(SHE), await cloud.woman(), await cloud.woman(), await cloud.woman()]
    const cases: string[] = []
    for (const [i, her] of women.entries())
      cases.push((await enrol(her, ids.over, { ...HER, name: [SHE, '陈小燕', '刘素珍', '赵小莲'][i], extra })).body.id)
    ids.enrolment = cases[0] as string
    const marks = cases.slice(0, 3).map((about) => ({ id: `tick${about.slice(4)}`, about, undoes: [], at: clock.now() }))
    clock.set(addMs(now, -3 * HOUR))
    expect((await organiser.post(`/api/activities/${ids.over}/roster/marks`, { marks })).status).toBe(200)
    clock.set(now)
    for (const i of [1, 2]) await women[i]?.put(`/api/enrolments/${cases[i]}/feedback`, { face: 'useful', words: '讲得清楚' })
    ids.coming = await hold('柑橘冬季管护')
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const tap = async ({ page }: Visitor, text: string | RegExp) => {
    const target = page.getByText(text).locator('visible=true').first()
    await target.waitFor()
    await target.tap({ force: true })
  }
  const become = async (name: string): Promise<Visitor> => {
    const visitor = await browser.visitor(PHONE, cloud.url)
    await visitor.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(visitor, '.everybody')
    await tap(visitor, name)
    await see(visitor, '最近的活动')
    return visitor
  }
  const left = async ({ context, complaints, foreign }: Visitor) => {
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] })
    await context.close()
  }

  it('asks her what the activity asks, hears what she thought, and shows her record', async () => {
    const her = await become(SHE)
    await her.page.goto(`${cloud.url}/#/features/activity/detail/index?id=${ids.coming}`)
    await press(her, '.agree')
    await see(her, '主办方还想知道')
    await looked(her, 'extra-questions')
    await her.page.goto(`${cloud.url}/#/pages/application/index?id=${ids.enrolment}`)
    await press(her, '.see-feedback')
    await see(her, '这次活动怎么样？')
    await looked(her, 'feedback')
    await press(her, '.face-useful')
    await see(her, '谢谢，您选的是“有用”')
    await looked(her, 'feedback-given')
    await her.page.goto(`${cloud.url}/#/features/activity/record/index`)
    await see(her, '短视频卖山货，两天学会')
    await looked(her, 'record')
    await left(her)
  })

  it('shows its organiser the summary, and lets her ask when she publishes', async () => {
    const desk = await become('周慧')
    await desk.page.goto(`${cloud.url}/#/features/cadre/activity/index?id=${ids.over}`)
    await see(desk, '报了4人，来了3人。')
    await looked(desk, 'summary')
    await press(desk, '.missing')
    await see(desk, '没来的姐妹')
    await tap(desk, '路远没车')
    await looked(desk, 'absences')
    await press(desk, '.sheet-close')
    await desk.page.goto(`${cloud.url}/#/features/cadre/publish/index?copy=${ids.coming}`)
    await see(desk, '还想知道什么')
    await desk.page.getByText('还想知道什么').locator('visible=true').first().scrollIntoViewIfNeeded()
    await looked(desk, 'publish-questions')
    await press(desk, '.add-question')
    await see(desk, '怎么答')
    await looked(desk, 'publish-question')
    await left(desk)
  })
})

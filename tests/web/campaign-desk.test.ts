import { publish } from '../support/activities'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { calm, looked, press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const SLUG = 'safe-at-home'

describe('the keeper of campaigns in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
    browser = await openBrowser()
    const county = await cloud.official('county', 'c1')
    const activity = await publish(county, cloud.clock.now(), {
      title: '律师坐在院子里：离婚、抚养、财产都能问',
      place: '悦来镇文化站二楼',
    })
    const { items } = (await county.get('/api/campaign-desk')).body
    const { id } = items.find((one: { slug: string }) => one.slug === SLUG)
    await county.post(`/api/campaign-desk/${id}/events`, { activity, shown: true })
    for (const village of ['v01', 'v01', 'v01', 'v02']) await cloud.anybody.get(`/c/${SLUG}?v=${village}`)
    for (const option of [0, 1, 1, 1])
      await cloud.anybody.post(`/api/campaigns/${SLUG}/quizzes/${SLUG}-quiz/choices`, { no: 1, choices: [{ question: 0, option }] })
    await cloud.app.work.countReads()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const tap = ({ page }: Visitor, text: string) => page.getByText(text).locator('visible=true').first().tap({ force: true })
  const fill = ({ page }: Visitor, selector: string, words: string) => page.locator(selector).locator('visible=true').first().fill(words)
  it('writes a quiz and looks at it, sees who was reached, and puts an activity on the page, at 360 px', async () => {
    const keeper = await browser.visitor(PHONE, cloud.url)
    await keeper.page.goto(`${cloud.url}/#/pages/people/index`)
    await press(keeper, '.everybody')
    await tap(keeper, '周慧')
    await see(keeper, '最近的活动')
    await keeper.page.goto(`${cloud.url}/#/features/cadre/campaigns/index`)
    await see(keeper, '出一份答题')
    await looked(keeper, 'campaign-desk')
    await press(keeper, `.campaign-${SLUG} .see-reach`)
    for (const words of ['不到3次', '大家选了什么']) await see(keeper, words)
    await looked(keeper, 'campaign-reach')
    await press(keeper, '.sheet-close')
    await press(keeper, `.campaign-${SLUG} .open-events`)
    await see(keeper, '律师坐在院子里')
    await looked(keeper, 'campaign-events-sheet')
    await press(keeper, '.sheet-close')
    await press(keeper, `.campaign-${SLUG} .new-quiz`)
    await fill(keeper, '.f-title input', '小小考场')
    await see(keeper, '这个网址还没有人用')
    await press(keeper, '.add-question')
    await fill(keeper, '.quiz-sheet .f-text textarea', '有危险先打哪个电话？')
    await fill(keeper, '.f-option-0 input', '110')
    await fill(keeper, '.f-option-1 input', '12345')
    await press(keeper, '.right-0')
    await fill(keeper, '.f-explain textarea', '110 来得最快。')
    await looked(keeper, 'quiz-question-sheet')
    await press(keeper, '.take-question')
    await see(keeper, '对的是：110')
    await looked(keeper, 'quiz-form')
    await press(keeper, '.m-look')
    await see(keeper, '直接看答案')
    await looked(keeper, 'quiz-look')
    await press(keeper, '.text-look .sheet-close')
    await press(keeper, '.m-save')
    await see(keeper, '没有公开')
    await looked(keeper, 'quiz-version')
    expect([keeper.complaints, keeper.foreign]).toEqual([[], []])
  })

  it('shows readers the day, the seats and the ways to somebody who acts, in the app and on the page', async () => {
    const her = await browser.visitor(PHONE, cloud.url)
    await her.page.goto(`${cloud.url}/#/features/campaign/campaign/index?slug=${SLUG}`)
    await see(her, '律师坐在院子里')
    await see(her, '我要咨询')
    await looked(her, 'campaign-with-events')
    await her.page.goto(`${cloud.url}/c/${SLUG}`)
    await see(her, '当面问一问')
    await calm(her, 'page-with-events')
    expect([her.complaints, her.foreign]).toEqual([[], []])
  })
})

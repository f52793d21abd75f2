import { request } from 'node:http'
import { articleContent, quizContent } from '@shared/features/campaign/campaign.schema'
import { campaigns } from '@shared/features/campaign/seed/index'
import * as v from 'valibot'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import { articleOf, campaignOf, largestOf, publishCampaign } from '../support/campaigns'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { paintedOn } from '../support/slow-line'

const ORIGIN = 'https://fl.example.gov.cn'
const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: false }
const PATHS = [
  '/c',
  ...campaigns.flatMap(({ campaign: { slug }, articles, quiz }) => [
    `/c/${slug}`,
    ...[...articles, quiz].map((one) => `/c/${slug}/${one.slug}`),
  ]),
]
/** The first round trip of a connection. */
const MOST_BYTES = 14 * 1024
const LCP_MS = 2_000

/** Every byte of an answer as it comes over the line, head and all. */
const bytesOf = (url: string) =>
  new Promise<number>((resolve, reject) => {
    const ask = request(url, { headers: { 'accept-encoding': 'gzip, deflate, br', connection: 'close' } }, (answer) => {
      const { socket } = answer
      answer.resume().on('end', () => resolve(socket.bytesRead))
    })
    ask.on('error', reject).end()
  })

describe('the pages of the campaigns in Chromium', () => {
  let cloud: Cloud
  let browser: Browser
  const visitors: Visitor[] = []
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: ORIGIN })
    await publishCampaign(cloud, largestOf('largest'))
    await publishCampaign(cloud, campaignOf({ slug: 'linked' }, [articleOf({ body: '看[官网](https://www.gov.cn/zhengce/)。' })]))
    browser = await openBrowser()
  })
  afterEach(async () => {
    for (const { complaints, foreign, context } of visitors.splice(0)) {
      expect({ complaints, foreign, cookies: await context.cookies() }).toEqual({ complaints: [], foreign: [], cookies: [] })
      await context.close()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })
  const visit = async (path: string, screen = PHONE) => {
    const visitor = await browser.visitor(screen, cloud.url)
    visitors.push(visitor)
    await visitor.page.goto(`${cloud.url}${path}`)
    return visitor
  }

  it('are each one answer that fits into the first round trip, the largest that a form lets pass as well', async () => {
    const { articles, quiz } = largestOf('largest')
    const [{ slug: _, ...article } = articleOf()] = articles
    const { slug: __, ...asked } = quiz
    expect([v.is(articleContent, article), v.is(quizContent, asked)]).toEqual([true, true])
    const longer = { ...asked, questions: asked.questions.map((one) => ({ ...one, explain: `${one.explain}多` })) }
    expect(v.is(quizContent, longer)).toBe(false)
    const sizes = await Promise.all(
      [...PATHS, '/c/largest', '/c/largest/door', '/c/largest/quiz'].map(async (path) => ({
        path,
        bytes: await bytesOf(`${cloud.url}${path}`),
      })),
    )
    expect(sizes.length).toBeGreaterThan(24)
    console.info(
      `the largest pages: ${[...sizes]
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, 4)
        .map(({ path, bytes }) => `${path} ${(bytes / 1024).toFixed(1)} KB`)
        .join(', ')}`,
    )
    expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([])
    const { page } = await visit('/c/safe-at-home/tonight')
    expect(await page.evaluate('performance.getEntriesByType("resource").map((one) => one.name)')).toEqual([])
  })

  /** What is wrong with a page as it is shown now; nothing, in two ways. */
  const looked = async ({ page, axe, shot }: Visitor, path: string, name: string) => {
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    // One of each sort is enough to look at.
    if (SORTS.includes(path)) await shot(`campaign-${path.split('/').at(-1)}-${name}`)
    expect({ path, name, axe: await axe('all'), wide }).toEqual({ path, name, axe: [], wide: false })
  }
  const SORTS = ['/c', '/c/safe-at-home', '/c/safe-at-home/tonight', '/c/safe-at-home/safe-at-home-quiz', '/c/none']

  it('are clean for axe to its least finding, each of them on a telephone and one of each sort on a desktop', async () => {
    const visitor = await visit('/c')
    for (const path of [...PATHS, '/c/none']) {
      await visitor.page.goto(`${cloud.url}${path}`)
      await looked(visitor, path, '360')
    }
    await visitor.page.setViewportSize({ width: DESKTOP.width, height: DESKTOP.height })
    for (const path of SORTS) {
      await visitor.page.goto(`${cloud.url}${path}`)
      await looked(visitor, path, '1280')
    }
    // That there is no such page is said with the status as well; the browser notes it.
    visitor.complaints.splice(0)
  })

  it('grow with the letters that a browser is set to, and still fit in its width', async () => {
    const visitor = await visit('/c')
    const { page, context } = visitor
    const size = () => page.evaluate("parseFloat(getComputedStyle(document.querySelector('.calls a')).fontSize)")
    expect(await size()).toBeGreaterThanOrEqual(17)
    await (await context.newCDPSession(page)).send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    for (const path of SORTS.slice(0, 4)) {
      await page.goto(`${cloud.url}${path}`)
      await looked(visitor, path, 'doubled')
      expect(await page.evaluate('parseFloat(getComputedStyle(document.body).fontSize)')).toBe(40)
      // Nothing that is said lies behind the hotlines when the end is reached.
      const hidden = `(() => { scrollTo(0, 1e6); const last = [...document.querySelectorAll('main > *')].filter((one) => one.offsetHeight > 0).at(-1)
        return last.getBoundingClientRect().bottom > document.querySelector('.calls').getBoundingClientRect().top })()`
      expect([path, await page.evaluate(hidden)]).toEqual([path, false])
    }
  })

  it('can be read and walked through with JavaScript off', async () => {
    const { context } = await visit('/c')
    const plain = await (context.browser() as NonNullable<ReturnType<typeof context.browser>>).newContext({ javaScriptEnabled: false })
    const page = await plain.newPage()
    await page.goto(`${cloud.url}/c`)
    await page.getByText('平安的家').click()
    await page.getByText('正在挨打，今晚怎么办').click()
    await page.getByRole('heading', { name: '先保命' }).waitFor()
    await page.goto(`${cloud.url}/c/safe-at-home/safe-at-home-quiz`)
    const answer = page.locator('details p').first()
    expect(await answer.isVisible()).toBe(false)
    await page.locator('summary').first().click()
    expect(await answer.isVisible()).toBe(true)
    // Nothing is offered that only scripts can do.
    expect(await page.locator('.read').count()).toBe(0)
    await page.goto(`${cloud.url}/c/safe-at-home/tonight`)
    expect(await page.locator('.read').isVisible()).toBe(false)
    expect(await page.locator('.calls a').allInnerTexts()).toHaveLength(5)
    await plain.close()
  })

  it.each(['/c', '/c/safe-at-home', '/c/safe-at-home/tonight', '/c/safe-at-home/safe-at-home-quiz'])(
    'show the largest part of themselves within two seconds on a slow line: %s',
    async (path) => {
      const { at } = await paintedOn(browser, cloud.url, path)
      console.info(`largest contentful paint of ${path} on slow 3G: ${Math.round(at)} ms`)
      expect(at).toBeLessThanOrEqual(LCP_MS)
    },
  )

  it('can be left at once, and the way back does not lead to them', async () => {
    const { page, foreign } = await visit('/c/rights-week')
    await page.route('https://www.weather.com.cn/', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<h1>天气</h1>' }),
    )
    await page.goto(`${cloud.url}/c/safe-at-home/tonight`)
    await page.locator('.leave').tap()
    await page.getByRole('heading', { name: '天气' }).waitFor()
    await page.goBack()
    expect(page.url()).toBe(`${cloud.url}/c/rights-week`)
    expect(foreign.splice(0)).toEqual(['https://www.weather.com.cn/'])
    expect(await page.locator('.leave').count()).toBe(0)
  })

  it('are read aloud where the device has a voice of its own, and do not offer it where it has none', async () => {
    const { page } = await visit('/c/rights-week/shared-purse')
    expect(await page.locator('.read').isVisible()).toBe(false)
    await page.addInitScript(`
      window.said = []
      const voices = [{ lang: 'zh-CN', localService: false, name: 'far' }, { lang: 'zh-CN', localService: true, name: 'near' }]
      const speech = { speaking: false, getVoices: () => voices, cancel() { speech.speaking = false }, speak(one) { speech.speaking = true; said.push(one) }, addEventListener() {} }
      Object.defineProperty(window, 'speechSynthesis', { value: speech })
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
    `)
    await page.reload()
    await page.locator('.read').tap()
    const said = (await page.evaluate('said.map(({ text, voice }) => [text, voice.name])')) as [string, string][]
    expect(said.length).toBeGreaterThan(5)
    expect(new Set(said.map(([, voice]) => voice))).toEqual(new Set(['near']))
    await page.locator('.read').tap()
    expect(await page.evaluate('speechSynthesis.speaking')).toBe(false)
  })

  it('print without buttons, with the addresses that they name, their own and every answer of a quiz', async () => {
    const { page } = await visit('/c/linked/door')
    await page.emulateMedia({ media: 'print' })
    expect([await page.locator('.leave').isVisible(), await page.locator('.calls').isVisible()]).toEqual([false, true])
    expect(await page.evaluate("getComputedStyle(document.querySelector('.calls')).position")).toBe('static')
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.words a'), '::after').content`)).toBe(
      '" https://www.gov.cn/zhengce/"',
    )
    expect(await page.locator('.printed').textContent()).toBe(`${ORIGIN}/c/linked/door`)
    await page.goto(`${cloud.url}/c/safe-at-home/safe-at-home-quiz`)
    const shown = async () =>
      (await page.evaluate(
        "[...document.querySelectorAll('details p')].map((one) => one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 0)",
      )) as boolean[]
    const answers = await shown()
    expect([answers.length >= 20, answers.every(Boolean)]).toEqual([true, true])
    // On a screen they wait to be asked for.
    await page.emulateMedia({ media: 'screen' })
    expect((await shown()).some(Boolean)).toBe(false)
    const pages = async () => (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    const whole = await pages()
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.remove()")
    expect(whole).toBeGreaterThan(await pages())
  })

  it('lead to the form that fits what somebody needs, and back to what she read', async () => {
    const { page } = await visit('/#/pages/people/index')
    const see = (text: string) => page.getByText(text).locator('visible=true').first().waitFor()
    await page.locator('.everybody').locator('visible=true').first().tap()
    await page.getByText('没有填过资料的人').locator('visible=true').first().tap({ force: true })
    await see('最近的活动')
    for (const [label, words] of [
      ['我要求助', '申请哪一种'],
      ['我要咨询', '想问什么'],
      ['我要反映', '家庭暴力'],
    ] as const) {
      await page.goto(`${cloud.url}/c/safe-at-home/tonight`)
      await page.getByText(label).tap()
      await page.locator('.taro_page .screen').first().waitFor()
      const consent = page.getByText('同意，开始填').locator('visible=true')
      await page
        .getByText(new RegExp(`${words}|同意，开始填`))
        .locator('visible=true')
        .first()
        .waitFor()
      if (await consent.count()) await consent.first().tap({ force: true })
      await see(words)
      await page.goBack()
      await page.getByRole('heading', { name: '先保命' }).waitFor()
    }
  })

  it('are found by readers of feeds and by search engines', async () => {
    const { page } = await visit('/c/safe-at-home/tonight')
    const feed = await page.locator('link[type="application/atom+xml"]').getAttribute('href')
    expect((await cloud.anybody.get(String(feed))).status).toBe(200)
    expect((await cloud.anybody.get('/robots.txt')).body).toBe(`User-agent: *\nDisallow: /api/\nSitemap: ${ORIGIN}/sitemap.xml\n`)
  })
})

import { request } from 'node:http'
import { campaigns } from '@shared/features/campaign/seed/index'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { paintedOn } from '../support/slow-line'

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
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
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

  it('are each one answer that fits into the first round trip', async () => {
    const sizes = await Promise.all(PATHS.map(async (path) => ({ path, bytes: await bytesOf(`${cloud.url}${path}`) })))
    expect(sizes.length).toBeGreaterThan(24)
    expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([])
    const { page } = await visit('/c/safe-at-home/tonight')
    expect(await page.evaluate('performance.getEntriesByType("resource").map((one) => one.name)')).toEqual([])
  })

  it('are clean for axe, on a telephone and on a desktop', async () => {
    const visitor = await visit('/c')
    for (const path of ['/c', '/c/safe-at-home', '/c/safe-at-home/tonight', '/c/safe-at-home/safe-at-home-quiz', '/c/none']) {
      for (const { width, height } of [PHONE, DESKTOP]) {
        await visitor.page.setViewportSize({ width, height })
        await visitor.page.goto(`${cloud.url}${path}`)
        expect({ path, width, axe: await visitor.axe() }).toEqual({ path, width, axe: [] })
        const name = `campaign-${path.split('/').at(-1)}-${width}`
        await visitor.shot(name)
        expect(await visitor.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      }
    }
    // That there is no such page is said with the status as well; the browser notes it.
    visitor.complaints.splice(0)
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

  it('print without buttons and with the addresses that they name', async () => {
    const { page } = await visit('/c/safe-at-home/tonight')
    await page.emulateMedia({ media: 'print' })
    expect([await page.locator('.leave').isVisible(), await page.locator('.calls').isVisible()]).toEqual([false, true])
    expect(await page.evaluate("getComputedStyle(document.querySelector('.calls')).position")).toBe('static')
  })
})

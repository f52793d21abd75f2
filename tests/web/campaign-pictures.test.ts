import { type Browser, openBrowser } from '../support/browser'
import { busyPhoto, illustrated } from '../support/campaign-media'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { people } from '../support/publications'
import { paintedOn } from '../support/slow-line'

const PHONE = { width: 360, height: 740, touch: true }
/** Words are there as soon as on any page; a picture needs one more round trip, and as many bytes as a busy photograph has. */
const WORDS_MS = 2_000
/** At 400 kbit/s this is a second and a half. */
const MOST_BYTES = 75 * 1024

describe('a picture on a campaign’s page in Chromium', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
    await illustrated(await people(cloud), 'pictured', await busyPhoto())
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  it('keeps no word waiting on a slow line, and is light enough to come soon after them', async () => {
    const { at, first, what } = await paintedOn(browser, cloud.url, '/c/pictured/door')
    console.info(`with a picture on slow 3G: words ${Math.round(first)} ms, largest contentful paint ${Math.round(at)} ms (${what})`)
    expect({ what, wordsLate: first > WORDS_MS }).toEqual({ what: 'picture', wordsLate: false })
    const visitor = await browser.visitor(PHONE, cloud.url)
    const sent = visitor.page.waitForResponse(/\/c\/p\/.*\.avif$/)
    await visitor.page.goto(`${cloud.url}/c/pictured/door`)
    const bytes = (await (await sent).body()).length
    console.info(`the picture weighs ${(bytes / 1024).toFixed(1)} KB`)
    expect(bytes).toBeLessThan(MOST_BYTES)
    await visitor.context.close()
  })

  it('comes small and modern, from here alone, without moving the words below it, and is clean for axe', async () => {
    const visitor = await browser.visitor(PHONE, cloud.url)
    await visitor.page.goto(`${cloud.url}/c/pictured/door`)
    await visitor.page.evaluate(`document.querySelector('figure img').decode()`)
    const shown = await visitor.page.evaluate(`(() => {
      const img = document.querySelector('figure img')
      const moved = performance.getEntriesByType('layout-shift').reduce((sum, one) => sum + one.value, 0)
      return { source: img.currentSrc, wide: img.naturalWidth > 0, moved, fits: document.documentElement.scrollWidth <= innerWidth }
    })()`)
    expect(shown).toEqual({ source: expect.stringMatching(/\/c\/p\/[0-9a-f]{32}-(360|720|1200)\.avif$/), wide: true, moved: 0, fits: true })
    await visitor.shot('campaign-picture-360')
    expect({ axe: await visitor.axe(), complaints: visitor.complaints, foreign: visitor.foreign }).toEqual({
      axe: [],
      complaints: [],
      foreign: [],
    })
    await visitor.context.close()
  })

  it('is there with JavaScript off as well', async () => {
    const { context } = await browser.visitor(PHONE, cloud.url)
    const plain = await (context.browser() as NonNullable<ReturnType<typeof context.browser>>).newContext({ javaScriptEnabled: false })
    const page = await plain.newPage()
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.url().includes('/c/p/')),
      page.goto(`${cloud.url}/c/pictured/door`),
    ])
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/avif'])
    expect(await page.getByAltText('一位妇女拿着保护令走出法院').isVisible()).toBe(true)
    await plain.close()
  })
})

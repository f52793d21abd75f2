import { readFileSync } from 'node:fs'
import { type Browser, openBrowser, type Visitor } from '../support/browser'
import type { Cloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { press, see } from '../support/visiting'

const PHONE = { width: 360, height: 740, touch: true }
const DESKTOP = { width: 1280, height: 900, touch: true }
const at = (page: string, query: string) => `#/features/campaign/${page}/index?${query}`

describe('the app’s campaign pages in a browser', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo({ publicUrl: 'https://fl.example.gov.cn' })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })

  const looked = async (visitor: Visitor, name: string) => {
    await visitor.arrived()
    const wide = await visitor.page.evaluate('document.documentElement.scrollWidth > innerWidth')
    await visitor.shot(name)
    // The app's frame, title bar and all, is Taro's and has no landmarks; whatever else axe says counts, the least as well.
    const axe = (await visitor.axe('all')).filter((finding) => !finding.startsWith('region:'))
    expect({ on: name, axe, wide }).toEqual({ on: name, axe: [], wide: false })
  }
  const go = ({ page }: Visitor, address: string) => page.goto(`${cloud.url}/${address}`)

  const walk = async (visitor: Visitor, how: string) => {
    await see(visitor, '懂法护己')
    await looked(visitor, `campaign-home${how}`)
    await press(visitor, '.campaign-card')
    await see(visitor, '讲明白')
    await looked(visitor, `campaign${how}`)
    await go(visitor, at('article', 'slug=safe-at-home&page=tonight'))
    await see(visitor, '先保命')
    await looked(visitor, `campaign-article${how}`)
    await go(visitor, at('quiz', 'slug=safe-at-home&page=safe-at-home-quiz'))
    await see(visitor, '第1题')
    await looked(visitor, `campaign-question${how}`)
    await press(visitor, '.choice')
    await see(visitor, '为什么')
    await looked(visitor, `campaign-explained${how}`)
    await go(visitor, at('list', ''))
    await see(visitor, '三八妇女维权周')
    await looked(visitor, `campaign-list${how}`)
  }

  it('lead a visitor from home to a text, a quiz and a poster, at 360 px', async () => {
    const her = await browser.visitor(PHONE, cloud.url)
    await go(her, '')
    await walk(her, '')
    await go(her, at('poster', 'slug=safe-at-home'))
    await see(her, '存到手机相册')
    await looked(her, 'campaign-poster')
    const [download] = await Promise.all([her.page.waitForEvent('download'), press(her, '.save')])
    expect(readFileSync(await download.path()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect([her.complaints, her.foreign]).toEqual([[], []])
  })

  it('stand on a desktop as well', async () => {
    const her = await browser.visitor(DESKTOP, cloud.url)
    await go(her, '')
    await walk(her, '-desktop')
    expect([her.complaints, her.foreign]).toEqual([[], []])
  })

  it('stand in large type too', async () => {
    const her = await browser.visitor(PHONE, cloud.url)
    await go(her, '')
    await press(her, '.type-size')
    await walk(her, '-large')
    expect([her.complaints, her.foreign]).toEqual([[], []])
  })
})

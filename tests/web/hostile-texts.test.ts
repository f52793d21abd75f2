import type { CampaignSeed } from '@shared/features/campaign/campaign.schema'
import type { Page } from 'playwright-core'
import { Campaign, CampaignText, CampaignVersion } from '../../cloud/features/campaign/campaign.entity'
import { storeCampaign } from '../../cloud/features/campaign/campaign.store'
import { readShelf } from '../../cloud/features/campaign/shelf'
import { atom } from '../../cloud/features/campaign/web/feeds'
import { type Browser, openBrowser } from '../support/browser'
import { type Cloud, startCloud } from '../support/cloud'
import { startDemo } from '../support/demo'
import { HOSTILE_TEXTS } from '../support/hostile-texts'

/** A campaign whose every word is the payload; stored as it is, as if no form had ever looked at it. */
const madeOf = (text: string, i: number): CampaignSeed => ({
  campaign: { slug: `c${i}`, title: text, theme: text, lead: text, cover: text as 'scale', from: '2026-11-20', until: '2026-11-30' },
  articles: [
    {
      ...{ slug: 'a', sort: 'article', title: text, summary: text, body: text, leaveNow: true },
      citations: [{ law: text, articles: [1] }],
    },
  ],
  quiz: {
    slug: 'q',
    title: text,
    questions: [{ text, options: [text, text], right: 0, explain: text, citation: { law: text, articles: [1] } }],
  },
})

/** The tags that pages are made of, and the attributes that they may have. */
const TAGS = `html head meta title link style body header a main div svg path circle rect g h1 h2 h3 p span strong em br ul ol li blockquote
  article section details summary nav b button script`.split(/\s+/)
const LEADS = String.raw`^(https:\/\/www\.gov\.cn\/|https:\/\/www\.weather\.com\.cn\/$|tel:[0-9-]+$|\/c(\/[a-z0-9-]+){0,2}$|\/c\/c[0-9]+\/poster(-a3)?\.(pdf|png)$|\/api\/campaigns\/c[0-9]+\/code\.jpg$)`

/** What pages hold, each in a frame of its own, that no page may hold: as the browser has understood it. */
const FOREIGN = `((tags, leads) => [...document.querySelectorAll('iframe')].flatMap(({ contentDocument }) => [...contentDocument.querySelectorAll('*')]).flatMap((one) => [
  ...(tags.includes(one.localName) ? [] : ['<' + one.localName + '>']),
  ...[...one.attributes].filter(({ name }) => /^on|^style$|^srcdoc$|^src$/.test(name)).map(({ name }) => name),
  ...(one.localName === 'a' && !new RegExp(leads).test(one.getAttribute('href')) ? ['href ' + one.getAttribute('href')] : []),
  ...(one.localName === 'script' && !one.textContent.startsWith('(function(){') ? ['script ' + one.textContent] : []),
]))(${JSON.stringify(TAGS)}, ${JSON.stringify(LEADS)})`

const TOGETHER = 24

/** What all of these pages' texts did and hold, with the pages' own policy out of the way: the words alone must be harmless. */
async function harmOf(page: Page, html: readonly string[]): Promise<{ ran: number; foreign: string[] }> {
  let ran = 0
  await page.exposeFunction('boom', () => {
    ran += 1
  })
  const foreign: string[] = []
  const inFrame = (text: string) => `<iframe srcdoc="${text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>`
  for (let i = 0; i < html.length; i += TOGETHER) {
    await page.setContent(
      html
        .slice(i, i + TOGETHER)
        .map(inFrame)
        .join(''),
    )
    foreign.push(...((await page.evaluate(FOREIGN)) as string[]))
    await page.mouse.move(100, 100)
  }
  return { ran, foreign: [...new Set(foreign)] }
}

// Five hundred pages go through the browser.
jest.setTimeout(180_000)

describe('texts that try to become programs', () => {
  let cloud: Cloud
  let browser: Browser
  const html: string[] = []
  beforeAll(async () => {
    cloud = await startCloud('sqlite', { publicUrl: 'https://fl.example.gov.cn' })
    browser = await openBrowser()
    await cloud.app.db.write(async (m) => {
      for (const [i, text] of HOSTILE_TEXTS.entries()) await storeCampaign(m, madeOf(text, i), 'c1', cloud.clock.now())
      // What is told of what was put right stands above every text.
      for (const version of await m.find(CampaignVersion)) {
        const { theme, summary, questions } = JSON.parse(version.content)
        await m.update(CampaignVersion, { id: version.id }, { note: theme ?? summary ?? questions[0].text })
      }
    })
    for (const path of ['/c', ...HOSTILE_TEXTS.flatMap((_, i) => [`/c/c${i}`, `/c/c${i}/a`, `/c/c${i}/q`])]) {
      const { status, body } = await cloud.anybody.get(path)
      expect([path, status]).toEqual([path, 200])
      html.push(body)
    }
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })
  const open = async () => (await browser.visitor({ width: 360, height: 740, touch: false }, cloud.url)).page

  it('are more than a hundred, and stay words on every page', async () => {
    expect(HOSTILE_TEXTS.length).toBeGreaterThan(100)
    expect(await harmOf(await open(), html)).toEqual({ ran: 0, foreign: [] })
  })

  it('would run if their signs were not written as words', async () => {
    const bare = html
      .filter((_, i) => i % 3 === 2)
      .map((text) =>
        text
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"'),
      )
    const { ran, foreign } = await harmOf(await open(), bare)
    expect(ran).toBeGreaterThan(20)
    expect(foreign).toEqual(expect.arrayContaining(['<iframe>', 'onerror', 'style']))
  })

  it('stay words in the feed, whichever of them it holds, and in the list for search engines', async () => {
    const page = await open()
    const elements = async (xml: string): Promise<string[]> =>
      (await page.evaluate(
        `[...new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml').querySelectorAll('*')].map((one) => one.localName)`,
      )) as string[]
    const shelf = await readShelf(cloud.app.db.read, () => '')
    let entries = 0
    // A feed holds the newest fifty.
    for (let from = 0; from < shelf.length; from += 25) {
      const names = await elements(atom(shelf.slice(from, from + 25), 'https://fl.example.gov.cn'))
      expect(names).not.toContain('parsererror')
      expect(new Set(names)).toEqual(new Set(['feed', 'id', 'title', 'author', 'name', 'updated', 'link', 'entry', 'published', 'summary']))
      entries += names.filter((name) => name === 'entry').length
    }
    expect(entries).toBe(2 * HOSTILE_TEXTS.length)
    const { body } = await cloud.anybody.get('/sitemap.xml')
    expect(new Set(await elements(body))).toEqual(new Set(['urlset', 'url', 'loc', 'lastmod']))
    expect((await cloud.anybody.get('/c.xml')).body).toContain('<feed')
  })

  it('are told to the mini-program as words and harmless addresses only', async () => {
    for (const [i] of HOSTILE_TEXTS.entries()) {
      const { body } = await cloud.anybody.get(`/api/campaigns/c${i}/articles/a`)
      for (const [, href] of JSON.stringify(body.blocks).matchAll(/"href":"([^"]*)"/g)) expect(href).toMatch(new RegExp(LEADS))
    }
  })

  it('could not run even if one of them got through: the policy of each page names its one script', async () => {
    const { headers } = await cloud.anybody.get('/c/c0/a')
    const policy = String(headers.get('content-security-policy'))
    expect(policy).toMatch(/^default-src 'none';script-src 'sha256-[^']+';style-src 'sha256-[^']+';/)
    expect(policy).not.toContain('unsafe')
  })
})

/** All of them at once: as lines of one text, and each as a paragraph of its own. */
const LINES = HOSTILE_TEXTS.join('\n')
const ALL: CampaignSeed = {
  ...madeOf(LINES, 0),
  articles: [{ ...(madeOf(LINES, 0).articles[0] as CampaignSeed['articles'][number]), body: HOSTILE_TEXTS.join('\n\n') }],
}

/** What no page of the app may hold: frames, scripts in its words, anything that listens by an attribute, pictures from elsewhere. */
const ASTRAY = `[...document.querySelectorAll('.taro_page, .taro_page *')].flatMap((one) => [
  ...(['iframe', 'script', 'object', 'embed', 'svg', 'math', 'style', 'base', 'form'].includes(one.localName) ? ['<' + one.localName + '>'] : []),
  ...[...one.attributes].filter(({ name }) => /^on|^srcdoc$/.test(name)).map(({ name }) => name),
  ...(one.localName === 'a' ? ['href ' + one.getAttribute('href')] : []),
])`

describe('the app in a browser, shown the same texts', () => {
  let cloud: Cloud
  let browser: Browser
  beforeAll(async () => {
    cloud = await startDemo()
    await cloud.app.db.write((m) => storeCampaign(m, ALL, 'c1', cloud.clock.now()))
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await cloud?.close()
  })
  /** With the app's own policy out of the way: its words alone must be harmless. */
  const unguarded = async () => {
    const { context } = await browser.visitor({ width: 360, height: 740, touch: true }, cloud.url)
    const open = await (context.browser() as NonNullable<ReturnType<typeof context.browser>>).newContext({
      bypassCSP: true,
      hasTouch: true,
    })
    const page = await open.newPage()
    const ran: string[] = []
    await page.exposeFunction('boom', () => ran.push(page.url()))
    return { page, ran, open }
  }
  const shown = (page: Page, words: string) => page.getByText(words).locator('visible=true').first().waitFor()

  it('shows them as words: in a campaign, an article, a quiz, at the desk and in the look that their writer takes', async () => {
    const { page, ran, open } = await unguarded()
    const astray: string[] = []
    const look = async (words: string) => {
      await shown(page, words)
      await page.mouse.move(100, 100)
      astray.push(...((await page.evaluate(ASTRAY)) as string[]))
    }
    const go = (path: string) => page.goto(`${cloud.url}/#/features/${path}`)
    await go('campaign/campaign/index?slug=c0')
    await look('想有人帮一把')
    await go('campaign/article/index?slug=c0&page=a')
    await look('转给姐妹')
    await go('campaign/quiz/index?slug=c0&page=q')
    await look('第1题')
    await page.locator('.choice').first().tap()
    await look('为什么')

    await page.goto(`${cloud.url}/#/pages/people/index`)
    await page.locator('.everybody').locator('visible=true').first().tap()
    await page.getByText('周慧').locator('visible=true').first().tap({ force: true })
    await shown(page, '最近的活动')
    for (const text of await cloud.app.db.read.find(CampaignText)) {
      const { slug } = await cloud.app.db.read.findOneByOrFail(Campaign, { id: text.campaignId })
      if (slug !== 'c0') continue
      await go(`cadre/text/index?id=${text.id}`)
      await look('修改')
      if (text.sort !== 'article') continue
      await page.locator('.m-edit').locator('visible=true').first().tap()
      await page.locator('.f-body textarea').locator('visible=true').first().fill(HOSTILE_TEXTS.slice(0, 60).join('\n\n'))
      await page.locator('.m-look').locator('visible=true').first().tap()
      await look('读的人看到的')
    }
    expect({ ran, astray: [...new Set(astray)] }).toEqual({ ran: [], astray: [] })
    await open.close()
  })

  it('would run them if they were shown as HTML', async () => {
    const { page, ran, open } = await unguarded()
    await page.goto(`${cloud.url}/#/pages/home/index`)
    await page.locator('.taro_page .screen').first().waitFor()
    await page.evaluate(`document.querySelector('.taro_page').insertAdjacentHTML('beforeend', ${JSON.stringify(LINES)})`)
    await page.mouse.move(100, 100)
    expect(((await page.evaluate(ASTRAY)) as string[]).length).toBeGreaterThan(10)
    while (ran.length === 0) await page.evaluate('new Promise((frame) => requestAnimationFrame(frame))')
    expect(ran.length).toBeGreaterThan(0)
    await open.close()
  })
})

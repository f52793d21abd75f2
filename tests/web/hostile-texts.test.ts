import type { CampaignSeed } from '@shared/features/campaign/campaign.schema'
import type { Page } from 'playwright-core'
import { storeCampaign } from '../../cloud/features/campaign/campaign.store'
import { type Browser, openBrowser } from '../support/browser'
import { type Cloud, startCloud } from '../support/cloud'
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
const LEADS = String.raw`^(https:\/\/www\.gov\.cn\/|https:\/\/www\.weather\.com\.cn\/$|tel:[0-9-]+$|\/c(\/[a-z0-9-]+){0,2}$|\/c\/c[0-9]+\/poster(-a3)?\.(pdf|png)$)`

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

  it('stay words in the feed and in the list for search engines', async () => {
    const page = await open()
    for (const path of ['/c.xml', '/sitemap.xml']) {
      const { body } = await cloud.anybody.get(path)
      const parsed = `new DOMParser().parseFromString(${JSON.stringify(body)}, 'application/xml')`
      const names = await page.evaluate(`[...${parsed}.querySelectorAll('*')].map((one) => one.localName)`)
      expect(names).not.toContain('parsererror')
      expect(names).not.toContain('script')
    }
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

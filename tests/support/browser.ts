import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Engine } from './cloud'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE_MS = 10_000
const SHOTS = path.resolve(__dirname, '../screenshots')

export interface Browser {
  /** a visitor of her own, with nothing remembered */
  visitor(screen: { width: number; height: number; touch: boolean }, origin: string): Promise<Visitor>
  close(): Promise<void>
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** everything that the browser complained about */
  complaints: string[]
  /** addresses outside the server under test that were asked for */
  foreign: string[]
  /** until the page that the address names has come to rest and covers all others */
  arrived(): Promise<void>
  /** serious and critical findings of axe on what is shown now; with `all` the least as well */
  axe(which?: 'all'): Promise<string[]>
  shot(name: string): Promise<void>
  /** whether what she sees is looked at (visiting.ts) */
  looks: boolean
}

// Pages slide in over the one before, which stays in the document: what is looked at too early is the page that was left.
const HAS_ARRIVED = `(() => {
  const route = location.hash.slice(1).split('?')[0] || '/pages/home/index'
  const shown = [...document.querySelectorAll('.taro_page')].filter((page) => getComputedStyle(page).display !== 'none')
  const moving = document.getAnimations().some((animation) => animation instanceof CSSTransition)
  // Before it begins to slide in, it waits beside the screen.
  const beside = (page) => !page.classList.contains('taro_page_stationed') || Math.abs(page.getBoundingClientRect().left - page.parentElement.getBoundingClientRect().left) > 1
  return shown.length === 1 && shown[0].id.startsWith(route) && !moving && !beside(shown[0]) && shown[0].innerText.trim() !== ''
})()`

// Asked frame by frame from outside: the page's own policy lets nothing be evaluated inside it.
async function arrive(page: Page): Promise<void> {
  const late = Date.now() + PATIENCE_MS
  while (!(await page.evaluate(HAS_ARRIVED))) {
    if (Date.now() > late) throw new Error(`${page.url()} never came to rest`)
    await page.evaluate('new Promise((frame) => requestAnimationFrame(frame))')
  }
}

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: string[]; failureSummary?: string }[] }[]
}

// Earlier pages stay in the document, hidden: axe leaves them out by itself.
async function runAxe(page: Page, which: 'all' | undefined): Promise<string[]> {
  const result = (await page.evaluate(
    `(() => { const module = undefined; const define = undefined; ${AXE}; return axe.run(document, { resultTypes: ['violations'] }) })()`,
  )) as AxeResult
  const grave = result.violations.filter(({ impact }) => which === 'all' || impact === 'serious' || impact === 'critical')
  return grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`),
  )
}

/**
 * Chromium with a folder of its own. How something looks hangs on no database: it is looked at on the embedded one.
 * @throws Error when it is not installed
 */
export async function openBrowser(engine: Engine = 'sqlite'): Promise<Browser> {
  const executablePath = CHROMIUM.find((file) => existsSync(file))
  if (!executablePath) throw new Error('Chromium is not installed (apt-get install chromium)')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'browser-'))
  const browser = await chromium.launch({ executablePath, headless: true, args: [...FLAGS, `--crash-dumps-dir=${folder}`] })
  mkdirSync(SHOTS, { recursive: true })
  return {
    visitor: async ({ width, height, touch }, origin) => {
      const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: 2,
        hasTouch: touch,
        isMobile: touch,
        locale: 'zh-CN',
      })
      context.setDefaultTimeout(PATIENCE_MS)
      const page = await context.newPage()
      const complaints: string[] = []
      const foreign: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')) foreign.push(url)
      })
      return {
        page,
        context,
        complaints,
        foreign,
        arrived: () => arrive(page),
        looks: engine === 'sqlite',
        axe: (which) => runAxe(page, which),
        shot: async (name) => {
          await page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' })
        },
      }
    },
    close: async () => {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

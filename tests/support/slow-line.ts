import type { Browser } from './browser'

/** As developers' tools emulate slow 3G: 400 kbit/s each way, 400 ms until an answer begins. Only the line is slow, not the machine. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const PHONE = { width: 360, height: 740, touch: true }

/** A picture that came late is told of late: for so long it is waited for. */
const LATE_MS = 2_000

/** When the largest part was painted, after every picture that is on the screen has come. */
const LARGEST = `(async () => {
  const seen = [...document.images].filter((img) => img.getBoundingClientRect().top < innerHeight)
  await Promise.all(seen.map((img) => img.decode()))
  return new Promise((shown) => {
    let last
    const tell = () => shown({ at: last.startTime, what: last.url ? 'picture' : 'words' })
    new PerformanceObserver((list) => {
      last = list.getEntries().at(-1)
      if (last.url || seen.length === 0) tell()
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    setTimeout(tell, ${LATE_MS})
  })
})()`

/** What was painted last of what is largest. */
export interface Painted {
  /** ms after the address was opened: the middle one of three visits */
  at: number
  what: 'picture' | 'words'
}

/**
 * Largest contentful paint on a slow line, each time with nothing remembered. The browser has drawn the page once before: what it takes to
 * wake it and to read its fonts is the machine's, not the page's.
 */
export async function paintedOn(browser: Browser, origin: string, path: string): Promise<Painted> {
  const visit = async (slow: boolean): Promise<Painted> => {
    const { page, context } = await browser.visitor(PHONE, origin)
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    if (slow) await line.send('Network.emulateNetworkConditions', SLOW_3G)
    await page.goto(`${origin}${path}`)
    const painted = (await page.evaluate(LARGEST)) as Painted
    await context.close()
    return painted
  }
  await visit(false)
  const all: Painted[] = []
  for (const _ of [1, 2, 3]) all.push(await visit(true))
  return all.sort((a, b) => a.at - b.at)[1] as Painted
}

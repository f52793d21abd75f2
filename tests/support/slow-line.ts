import net, { type AddressInfo } from 'node:net'
import type { Browser } from './browser'

/**
 * A slow mobile line as WebPageTest's 3G Slow has it: 400 ms there and back, 400 kbit/s. (The preset of the same name in the developers'
 * tools waits 2 s for each answer: on it no page of any kind is there within two.)
 */
const ROUND_TRIP_MS = 400
const BYTES_A_MS = 50
/** Before the first request goes out: one round trip for TCP, one for TLS 1.3. */
const SET_UP_MS = 2 * ROUND_TRIP_MS
/** What goes over the line in one piece. */
const PIECE = 1_460
const PHONE = { width: 360, height: 740, touch: true }

interface Line {
  origin: string
  close(): Promise<void>
}

const at = (ms: number, what: () => void) => setTimeout(what, Math.max(0, ms - performance.now()))

function piecesOf(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  for (let from = 0; from < bytes.length; from += PIECE) pieces.push(bytes.subarray(from, from + PIECE))
  return pieces
}

/** A slow line to a server on this machine: only the line is slow, not the machine. What a browser emulates by itself leaves out the set-up. */
async function slowLineTo(port: number): Promise<Line> {
  const ends = new Set<net.Socket>()
  /** when the line is free for what comes next, ms; all connections share it */
  let free = 0
  const server = net.createServer((client) => {
    const product = net.connect({ port, host: '127.0.0.1', noDelay: true })
    const open = performance.now() + SET_UP_MS
    const join = (from: net.Socket, to: net.Socket, arrives: (bytes: number) => number) => {
      ends.add(from)
      from.on('data', (bytes) => {
        for (const piece of piecesOf(bytes)) at(arrives(piece.length), () => to.writable && to.write(piece))
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        ends.delete(from)
        at(arrives(0), () => to.destroy())
      })
    }
    join(client, product, () => Math.max(performance.now(), open) + ROUND_TRIP_MS / 2)
    join(product, client, (bytes) => {
      free = Math.max(free, performance.now()) + bytes / BYTES_A_MS
      return free + ROUND_TRIP_MS / 2
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const end of ends) end.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A picture that came late is told of late: for so long it is waited for. */
const LATE_MS = 2_000

/** When the largest part was painted, after every picture that is on the screen has come. */
const LARGEST = `(async () => {
  const seen = [...document.images].filter((img) => img.getBoundingClientRect().top < innerHeight)
  await Promise.all(seen.map((img) => img.decode()))
  return new Promise((shown) => {
    let last
    const first = () => (performance.getEntriesByName('first-contentful-paint')[0] ?? last).startTime
    const tell = () => shown({ at: last.startTime, first: first(), what: last.url ? 'picture' : 'words' })
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
  /** when anything at all could be read, in the same visit */
  first: number
  what: 'picture' | 'words'
}

/**
 * Largest contentful paint on a slow line, each time with nothing remembered. The browser has drawn the page once before: what it takes to
 * wake it and to read its fonts is the machine's, not the page's.
 */
export async function paintedOn(browser: Browser, origin: string, path: string): Promise<Painted> {
  const line = await slowLineTo(Number(new URL(origin).port))
  const visit = async (from: string): Promise<Painted> => {
    const { page, context } = await browser.visitor(PHONE, from)
    await page.goto(`${from}${path}`)
    const painted = (await page.evaluate(LARGEST)) as Painted
    await context.close()
    return painted
  }
  await visit(origin)
  const all: Painted[] = []
  for (const _ of [1, 2, 3]) all.push(await visit(line.origin))
  await line.close()
  return all.sort((a, b) => a.at - b.at)[1] as Painted
}

import http, { type RequestListener } from 'node:http'

/** How slow a sender may be, in milliseconds. */
export interface Slowest {
  headersTimeout: number
  requestTimeout: number
  /** how often it is looked who is too slow */
  connectionsCheckingInterval: number
}

/** Who sends more slowly is cut off: open uploads are held in memory. WeChat itself gives up after a minute. */
const SLOWEST: Slowest = { headersTimeout: 20_000, requestTimeout: 90_000, connectionsCheckingInterval: 5_000 }
/** Each costs about 20 KB. A crowd of phones has one or two each, a proxy some hundreds. */
const MOST_CONNECTIONS = 4_000
/** A proxy keeps its lines for a minute and must not meet one that has just been hung up; phones come and go. */
const idleMs = (proxies: number): number => (proxies > 0 ? 75_000 : 10_000)

/** The HTTP server in front of the application, bounded in what strangers can make it hold; the caller lets it listen. */
export function listenerOf(answer: RequestListener, proxies: number, slowest = SLOWEST): http.Server {
  const server = http.createServer({ ...slowest, keepAliveTimeout: idleMs(proxies) }, answer)
  server.maxConnections = MOST_CONNECTIONS
  return server
}

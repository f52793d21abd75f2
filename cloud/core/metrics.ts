import http from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One measured state of the server: label → value for several series, or a number; undefined where there is nothing to say. */
type Reading = number | undefined | Readonly<Record<string, number>>

export interface Looked {
  name: string
  help: string
  /** the label of a reading that has several values */
  label?: string
  read(): Reading | Promise<Reading>
}

export interface Metrics {
  /** a request has begun; what it gives back is called once when it has been answered */
  begin(): (route: string, status: number) => void
  /** a warning or an error was logged; the words are constants of the program */
  fault(words: string): void
  /** reads this state anew at a scrape, at most once in five seconds */
  watch(looked: readonly Looked[]): void
  /** memory, processor, event loop and garbage collection of this process */
  watchProcess(): void
  /** Prometheus text */
  text(): Promise<string>
  contentType: string
}

const FRESH_MS = 5_000
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What fails to be read leaves its series out and is no reason to say nothing at all. */
function gaugeOf({ name, help, label, read }: Looked, register: Registry, clock: () => number): void {
  let readAt = Number.NEGATIVE_INFINITY
  new Gauge({
    name,
    help,
    labelNames: label ? [label] : [],
    registers: [register],
    async collect() {
      if (clock() - readAt < FRESH_MS) return
      readAt = clock()
      const reading = await (async () => read())().catch(() => undefined)
      this.reset()
      // A gauge without a value would say 0, which is a value.
      if (reading === undefined) this.remove()
      else if (typeof reading === 'number') this.set(reading)
      else for (const [value, number] of Object.entries(reading)) this.set({ [label as string]: value }, number)
    },
  })
}

/** What one process tells Prometheus. No personal data: the only labels are patterns of routes, classes of status and constants. */
export function metricsOf(clock: () => number = () => performance.now()): Metrics {
  const register = new Registry()
  const registers = [register]
  const requests = new Histogram({
    name: 'jinguo_http_request_seconds',
    help: 'How long requests took, by pattern of the route and class of the status',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const inFlight = new Gauge({ name: 'jinguo_http_in_flight', help: 'Requests that are being answered', registers })
  const faults = new Counter({ name: 'jinguo_faults_total', help: 'Warnings and errors in the log', labelNames: ['words'], registers })
  return {
    begin: () => {
      const started = clock()
      inFlight.inc()
      return (route, status) => {
        inFlight.dec()
        requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, (clock() - started) / 1000)
      }
    },
    fault: (words) => faults.inc({ words }),
    watch: (looked) => {
      for (const one of looked) gaugeOf(one, register, clock)
    },
    watchProcess: () => collectDefaultMetrics({ register }),
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}

/** The address for Prometheus, apart from the public one: who can reach it may read it. */
export function metricsServer(metrics: Metrics): http.Server {
  return http.createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end()
    const text = await metrics.text()
    return response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  })
}

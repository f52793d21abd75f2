import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { controls } from './controls'
import { doors, fault } from './endpoints'
import { tokenDesk } from './tokens'
import type { Endpoint, Fault, Reply, World } from './world'

export interface StandInOptions {
  appId?: string
  secret?: string
  /** UTC ISO text; the machine's clock if not given */
  now?: () => string
  pages?: string[]
  /** template id → an object whose keys are its keywords */
  templates?: Record<string, Record<string, unknown>>
  /** how long the old token stays good after a forced refresh */
  forceGraceMs?: number
  /** as inside WeChat Cloud Run: the platform adds the token, one that is sent is refused */
  insideCloudRun?: boolean
}

export interface Call {
  name: Endpoint
  token: string | null
  /** the errcode that was answered, or the fault that was asked for */
  outcome: Fault | 'silence'
  body: Record<string, unknown>
}

export type WechatStandIn = Awaited<ReturnType<typeof startWechat>>

function newWorld(options: StandInOptions): World {
  const now = options.now ?? (() => new Date().toISOString())
  return {
    appId: options.appId ?? 'wx5e1f000000000001',
    secret: options.secret ?? randomBytes(16).toString('hex'),
    now,
    tokens: tokenDesk(now, options.forceGraceMs ?? 0),
    pages: new Set(options.pages),
    templates: new Map(Object.entries(options.templates ?? {}).map(([id, data]) => [id, Object.keys(data)])),
    people: new Map(),
    blocked: new Set(),
    loginCodes: new Map(),
    phoneCodes: new Map(),
    permissions: new Map(),
    words: { risky: [], review: [] },
    sent: [],
    scenes: [],
    media: [],
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (chunks.length === 0) return {}
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function say(response: ServerResponse, reply: Reply): void {
  if (Buffer.isBuffer(reply)) response.setHeader('content-type', 'image/png').end(reply)
  // WeChat labels some of its JSON as plain text
  else response.setHeader('content-type', 'text/plain').end(JSON.stringify(reply))
}

function fail(response: ServerResponse, wrong: Fault): void {
  if (typeof wrong === 'number') say(response, fault(wrong))
  else if (wrong === 'drop') response.destroy()
  else if (wrong === 'garbage') response.setHeader('content-type', 'text/html').end('<html>502 Bad Gateway</html>')
  else response.writeHead(wrong.status).end('the stand-in was told to fail')
}

/**
 * A server on 127.0.0.1 that answers as WeChat's pages say, errors included: codes are good once, tokens age, consents are spent,
 * values are measured. `failNext` and `silence` bring the worse days.
 */
export async function startWechat(options: StandInOptions = {}) {
  const world = newWorld(options)
  const calls: Call[] = []
  const faults: { name: Endpoint; fault: Fault; left: number }[] = []
  const silent = new Set<Endpoint>()

  function takeFault(name: Endpoint): Fault | undefined {
    const planned = faults.find((one) => one.name === name && one.left > 0)
    if (planned) planned.left -= 1
    return planned?.fault
  }

  function tokenFault(token: string | null): number {
    if (options.insideCloudRun) return token === null ? 0 : 40001
    return world.tokens.check(token)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const door = doors[url.pathname]
    const body = await bodyOf(request)
    if (!door) return void response.writeHead(404).end()
    const token = url.searchParams.get('access_token')
    const call: Call = { name: door.name, token, outcome: 0, body: body ?? {} }
    calls.push(call)
    if (silent.has(door.name)) {
      call.outcome = 'silence'
      return
    }
    const planned = takeFault(door.name)
    if (planned !== undefined) {
      call.outcome = planned
      return fail(response, planned)
    }
    const reply = replyOf(door, request.method, url.searchParams, token, body)
    if (!Buffer.isBuffer(reply)) call.outcome = Number(reply.errcode ?? 0)
    say(response, reply)
  }

  function replyOf(
    door: (typeof doors)[string],
    method: string | undefined,
    query: URLSearchParams,
    token: string | null,
    body: Call['body'] | undefined,
  ): Reply {
    if (method !== door.method) return fault(door.method === 'POST' ? 43002 : 43001)
    if (!body) return fault(47001, 'data format error')
    const wrong = door.guarded ? tokenFault(token) : 0
    return wrong ? fault(wrong, 'invalid credential, access_token is invalid or not latest') : door.answer(world, { query, body })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  // On a busy machine a line must not be hung up in the moment in which it is used again.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    ...controls(world),
    url: `http://127.0.0.1:${port}`,
    port,
    appId: world.appId,
    secret: world.secret,
    /** the messages that arrived */
    sent: world.sent,
    /** every question, oldest first */
    calls,
    callsTo: (name: Endpoint): Call[] => calls.filter((call) => call.name === name),
    /** the next `times` questions to an endpoint go wrong */
    failNext: (name: Endpoint, wrong: Fault, times = 1) => void faults.push({ name, fault: wrong, left: times }),
    /** never answers again at these endpoints, until `speak` */
    silence: (...names: Endpoint[]) => {
      for (const name of names) silent.add(name)
    },
    speak: () => silent.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

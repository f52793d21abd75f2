import bodyParser from '@koa/bodyparser'
import Router from '@koa/router'
import { AppError } from '@shared/core/errors'
import Koa, { type Context, type Next } from 'koa'
import type { Logger } from 'pino'
import { answerErrors, checked } from './answers'
import type { Caller, Callers } from './caller'
import type { Database } from './database'
import { cutOff, readFile, roomNeeded } from './file'
import type { Fresh } from './fresh'
import { newId, newSecret, sha256 } from './ids'
import { madeBefore, once, readKey } from './keys'
import type { Counted, Limits } from './limits'
import type { Metrics } from './metrics'
import type { Room } from './room'
import { type Call, patternOf, type Route, typeOf, type Unasked } from './route'
import { secureHeaders } from './secure-headers'

export interface ServerParts {
  db: Database
  routes: readonly Route[]
  callers: Callers
  limits: Limits
  /** for pictures on their way */
  room: Room
  /** for what everybody is shown alike */
  fresh: Fresh<Buffer>
  begin: Metrics['begin']
  log: Logger
  now: () => string
  /** the private service on WeChat Cloud Run: X-WX-OPENID was put there by the platform */
  trustWechatHeaders: boolean
  /** the mini-program that may come in there; others of the same cloud may be allowed to call the service */
  appId: string | undefined
  /** after how many milliseconds who waits is told to come back; what was begun is finished all the same */
  handlerMs: number
  /** how many proxies stand before this server; what they say of the sender's address is believed, nothing else */
  proxies: number
  /** what reads its own body, before ours is parsed */
  before?: (ctx: Context, next: Next) => Promise<void>
  /** anything outside /api: the h5 app, pages */
  rest?: (ctx: Context, next: Next) => Promise<void>
}

const BODY_LIMIT = '100kb'
const MOST_LEVELS = 16

/** Whether a body is nested deeper than any that is meant: what walks through it would run out of stack. */
const isTooDeep = (value: unknown, left = MOST_LEVELS): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((one) => isTooDeep(one, left - 1)))

async function callerOf(parts: ServerParts, ctx: Context): Promise<Caller | undefined> {
  const openId = parts.trustWechatHeaders ? ctx.get('x-wx-openid') : ''
  if (openId && parts.appId && ctx.get('x-wx-appid') !== parts.appId) throw new AppError('notSignedIn', '请从县妇联自己的小程序进来')
  if (openId) return parts.callers.byOpenId(openId)
  const [scheme, token] = ctx.get('authorization').split(' ')
  return scheme === 'Bearer' && token ? parts.callers.byToken(token) : undefined
}

const NOBODY: Caller = { account: '', grants: [], session: null }

const countedAs = (caller: Caller | undefined, ctx: Context): Counted => ({ account: caller?.account || undefined, address: ctx.ip })

async function admitted(parts: ServerParts, route: Route, ctx: Context): Promise<Caller> {
  const caller = await callerOf(parts, ctx)
  // Counted before anybody is turned away: made-up tokens are tries too.
  const who = countedAs(caller, ctx)
  parts.limits.take('usual', who)
  if (route.limit === 'guessable') parts.limits.take('guessable', who)
  if (!caller && route.who !== 'public') throw new AppError('notSignedIn', '请先登录')
  return caller ?? NOBODY
}

async function readCall(parts: ServerParts, route: Route, ctx: Context, caller: Caller): Promise<Call<unknown, unknown>> {
  for (const [name, value] of Object.entries((ctx.params ?? {}) as Record<string, string>))
    if (!patternOf(name).test(value)) throw new AppError('notFound', '没有找到这一条')
  const query = route.query ? checked(route.query, { ...ctx.query }) : {}
  const file = route.takesFile ? await readFile(ctx.req, route.takesFile) : undefined
  const given = ctx.request.body as unknown
  if (route.body && (given === undefined || ctx.is('json') === false)) throw new AppError('wrongType', '请用 application/json 发送内容')
  if (isTooDeep(given)) throw new AppError('invalidInput', '内容的层数太多了，请重新提交', { fields: { body: '层数太多' } })
  return { params: ctx.params, query, body: route.body ? checked(route.body, given) : {}, caller, file, now: parts.now() }
}

async function run(parts: ServerParts, route: Route, ctx: Context): Promise<void> {
  const caller = await admitted(parts, route, ctx)
  const work = () => handle(parts, route, ctx, caller)
  if (route.takesFile) await parts.room.inside(caller.account, roomNeeded(ctx.req, route.takesFile), work, () => cutOff(ctx.req))
  else if (route.limit === 'signIn') await countFailures(parts.limits, countedAs(caller, ctx), work)
  else await work()
}

/** Only who fails to sign in is counted: many may do so at once through one address. */
async function countFailures(limits: Limits, who: Counted, work: () => Promise<void>): Promise<void> {
  limits.look('signIn', who)
  await work().catch((error) => {
    // Not hers: WeChat is out of reach, or something is broken here.
    if (error instanceof AppError && error.code !== 'unreachable') limits.spend('signIn', who)
    throw error
  })
}

/** What others were shown a moment ago, or will be shown as well. @returns whether there is such a thing */
async function showKept(
  { fresh }: ServerParts,
  forAll: NonNullable<Route['forAll']>,
  ctx: Context,
  call: Unasked<unknown>,
): Promise<boolean> {
  const { params, query, now } = call
  const bytes = await fresh(`${ctx.path} ${JSON.stringify(query)}`, async () => {
    const answer = await forAll({ params, query, now })
    return answer === undefined ? undefined : Buffer.from(JSON.stringify(answer))
  })
  if (bytes === undefined) return false
  ctx.type = 'json'
  ctx.body = bytes
  return true
}

async function handle(parts: ServerParts, route: Route, ctx: Context, caller: Caller): Promise<void> {
  const call = await readCall(parts, route, ctx, caller)
  const id = call.params.id ?? newId(call.now)
  ctx.status = route.status
  if (route.forAll && (await showKept(parts, route.forAll, ctx, call))) return
  if (!route.write) {
    ctx.body = await route.show(call, id, await route.prepare?.(call, id))
    return
  }
  const { write } = route
  if (!route.keyed) {
    const prepared = await route.prepare?.(call, id)
    const made = await parts.db.write((m) => write(m, call, id, prepared))
    ctx.body = await route.show(call, id, prepared, made)
    return
  }
  const key = readKey(ctx.get('idempotency-key') || undefined)
  // Of a file its hash: the same bytes sent elsewhere are another request.
  const fingerprint = JSON.stringify([ctx.method, ctx.path, ctx.querystring, call.file ? sha256(call.file.data) : call.body])
  const request = { account: call.caller.account, key, fingerprint, now: call.now }
  // What is prepared outside (a WeChat code, a stored picture) is good once: look first whether it was already done.
  const before = route.prepare && !route.repeatable ? await madeBefore(parts.db, request) : undefined
  const prepared = before === undefined ? await route.prepare?.(call, id) : undefined
  const done = before === undefined ? await once(parts.db, request, id, (m) => write(m, call, id, prepared)) : { id: before }
  ctx.body = await route.show(call, done.id, prepared, done.made)
}

/** Who waits longer is told to come back. The work goes on: a unit is never torn, and its key finds what it made. */
async function within({ handlerMs, log }: ServerParts, ctx: Context, work: Promise<void>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      log.warn({ request: ctx.state.request }, 'a request took too long')
      reject(new AppError('busy', '现在人多，没有马上办完；请过一会儿再点一次，不会办两遍', { retryAfter: 5 }))
    }, handlerMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

function identify({ log, begin }: ServerParts) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const started = performance.now()
    const answered = begin()
    // Handed on in its state: what carries it along past the arguments is paid for at every promise.
    const request = newSecret(9)
    ctx.state.request = request
    ctx.set('x-request-id', request)
    await next()
    // The route's pattern, never the address: ids and signatures stay out of the log.
    const route = ctx.state.route ?? 'none'
    answered(route, ctx.status)
    log.info({ request, route, status: ctx.status, ms: Math.round(performance.now() - started) }, 'request')
  }
}

/** wx.request knows no PATCH: a phone sends it as a POST that says so. */
async function patchFromPhone(ctx: Context, next: Next): Promise<void> {
  if (ctx.method === 'POST' && ctx.get('x-http-method-override') === 'PATCH') ctx.method = 'PATCH'
  await next()
}

function parseBody() {
  return bodyParser({
    enableTypes: ['json'],
    jsonLimit: BODY_LIMIT,
    onError: (error) => {
      if ((error as { status?: number }).status === 413) throw new AppError('tooLarge', '内容太大了，请分开提交')
      throw new AppError('invalidInput', '内容不是完整的 JSON，请重新提交', { fields: { body: '内容不完整' } })
    },
  })
}

/** The HTTP application: every route of every feature, made from their declarations. */
export function createServer(parts: ServerParts): Koa {
  const app = new Koa({ proxy: parts.proxies > 0, maxIpsCount: parts.proxies })
  // Broken connections end here: without a listener Koa would print them past the log.
  app.on('error', (error) => parts.log.info({ err: error }, 'connection'))
  const router = new Router({ prefix: '/api' })
  for (const route of parts.routes) {
    const type = typeOf(route.answer)
    router[route.method](route.path, async (ctx: Context) => {
      ctx.state.route = `${ctx.method} /api${route.path}`
      ctx.set('cache-control', 'no-store')
      // A picture may come slowly; the server's own time-out ends it.
      await (route.takesFile ? run(parts, route, ctx) : within(parts, ctx, run(parts, route, ctx)))
      if (type) ctx.type = type
    })
  }
  const missing = async () => {
    throw new AppError('notFound', '没有这个地址')
  }
  const { rest } = parts
  app.use(identify(parts))
  app.use(answerErrors(parts.log))
  app.use(secureHeaders)
  app.use(patchFromPhone)
  if (parts.before) app.use(parts.before)
  // Pages are no route: none of them is looked up among all routes, and none has a body.
  app.use((ctx, next) => (ctx.path.startsWith('/api/') ? next() : rest?.(ctx, async () => undefined)))
  app.use(parseBody())
  app.use(router.routes())
  app.use(missing)
  return app
}

import bodyParser from '@koa/bodyparser'
import Router from '@koa/router'
import { AppError } from '@shared/core/errors'
import Koa, { type Context, type Next } from 'koa'
import helmet from 'koa-helmet'
import type { Logger } from 'pino'
import { answerErrors, checked } from './answers'
import type { Caller, Callers } from './caller'
import type { Database } from './database'
import { readFile } from './file'
import { newId, newSecret } from './ids'
import { madeBefore, once, readKey } from './keys'
import type { Limits } from './limits'
import { type Call, patternOf, type Route } from './route'

export interface ServerParts {
  db: Database
  routes: readonly Route[]
  callers: Callers
  limits: Limits
  log: Logger
  now: () => string
  /** the private service on WeChat Cloud Run: X-WX-OPENID was put there by the platform */
  trustWechatHeaders: boolean
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
  if (openId) return parts.callers.byOpenId(openId)
  const [scheme, token] = ctx.get('authorization').split(' ')
  return scheme === 'Bearer' && token ? parts.callers.byToken(token) : undefined
}

const NOBODY: Caller = { account: '', grants: [], session: null }

async function readCall(parts: ServerParts, route: Route, ctx: Context): Promise<Call<unknown, unknown>> {
  const caller = await callerOf(parts, ctx)
  // Counted before anybody is turned away: made-up tokens are tries too.
  await parts.limits.take(route.guessable ? 'guessable' : 'usual', caller?.account ?? ctx.ip)
  if (!caller && route.who !== 'public') throw new AppError('notSignedIn', '请先登录')
  for (const [name, value] of Object.entries((ctx.params ?? {}) as Record<string, string>))
    if (!patternOf(name).test(value)) throw new AppError('notFound', '没有找到这一条')
  const query = route.query ? checked(route.query, { ...ctx.query }) : {}
  const file = route.takesFile ? await readFile(ctx.req) : undefined
  const given = ctx.request.body as unknown
  if (route.body && (given === undefined || ctx.is('json') === false)) throw new AppError('wrongType', '请用 application/json 发送内容')
  if (isTooDeep(given)) throw new AppError('invalidInput', '内容的层数太多了，请重新提交', { fields: { body: '层数太多' } })
  return { params: ctx.params, query, body: route.body ? checked(route.body, given) : {}, caller: caller ?? NOBODY, file, now: parts.now() }
}

async function run(parts: ServerParts, route: Route, ctx: Context): Promise<void> {
  const call = await readCall(parts, route, ctx)
  const id = call.params.id ?? newId(call.now)
  ctx.status = route.status
  if (!route.write) {
    ctx.body = await route.show(call, id, await route.prepare?.(call, id))
    return
  }
  const { write } = route
  if (!route.keyed) {
    const prepared = await route.prepare?.(call, id)
    await parts.db.write((m) => write(m, call, id, prepared))
    ctx.body = await route.show(call, id, prepared)
    return
  }
  const key = readKey(ctx.get('idempotency-key') || undefined)
  const fingerprint = call.file ? call.file.data : JSON.stringify([ctx.method, ctx.path, call.body])
  const request = { account: call.caller.account, key, fingerprint, now: call.now }
  // What is prepared outside (a WeChat code, a stored picture) is good once: look first whether it was already done.
  const before = route.prepare ? await madeBefore(parts.db, request) : undefined
  const prepared = before === undefined ? await route.prepare?.(call, id) : undefined
  const made = before ?? (await once(parts.db, request, id, (m) => write(m, call, id, prepared)))
  ctx.body = await route.show(call, made, prepared)
}

function identify(log: Logger) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const started = performance.now()
    ctx.state.requestId = newSecret(9)
    ctx.set('x-request-id', ctx.state.requestId)
    await next()
    // The route's pattern, never the address: ids and signatures stay out of the log.
    log.info(
      { request: ctx.state.requestId, route: ctx.state.route ?? 'none', status: ctx.status, ms: Math.round(performance.now() - started) },
      'request',
    )
  }
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
    router[route.method](route.path, async (ctx: Context) => {
      ctx.state.route = `${ctx.method} /api${route.path}`
      ctx.set('cache-control', 'no-store')
      await run(parts, route, ctx)
      if (Buffer.isBuffer(ctx.body)) ctx.type = 'image/jpeg'
    })
  }
  const missing = async (ctx: Context, next: Next) => {
    if (!ctx.path.startsWith('/api/')) return next()
    throw new AppError('notFound', '没有这个地址')
  }
  app.use(identify(parts.log))
  app.use(answerErrors(parts.log))
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'script-src': ["'self'"],
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          // The picture that she chose is read from a blob before it is sent.
          'connect-src': ["'self'", 'blob:', 'data:'],
          'upgrade-insecure-requests': null,
        },
      },
    }),
  )
  if (parts.before) app.use(parts.before)
  app.use(parseBody())
  app.use(router.routes())
  app.use(missing)
  if (parts.rest) app.use(parts.rest)
  return app
}

/**
 * The same bytes from Koa with the same middleware around it: a request id in the answer and in the log, metrics, security headers,
 * body parser, router, limits.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import bodyParser from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import helmet from 'koa-helmet'
import pino from 'pino'
import { Histogram } from 'prom-client'
import { limitsOf, USUAL_LIMITS } from '../../../cloud/core/limits'
import { listen } from './bare'

const text = readFileSync(process.env.ANSWER as string, 'utf8')
const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime })
const seconds = new Histogram({ name: 'seconds', help: 'how long requests took', labelNames: ['route', 'status'] })
const limits = limitsOf(USUAL_LIMITS)

const app = new Koa({ proxy: true, maxIpsCount: 1 })
app.use(async (ctx, next) => {
  const began = performance.now()
  const request = randomBytes(9).toString('base64url')
  ctx.set('x-request-id', request)
  await next()
  const ms = performance.now() - began
  seconds.observe({ route: 'page', status: '2xx' }, ms / 1000)
  log.info({ request, route: 'page', status: ctx.status, ms: Math.round(ms) }, 'request')
})
app.use(helmet())
app.use(bodyParser())
const router = new Router({ prefix: '/api' })
router.get('/activities/:id', (ctx) => {
  limits.take('usual', { account: undefined, address: ctx.ip })
  ctx.set('cache-control', 'no-store')
  ctx.type = 'json'
  ctx.body = text
})
app.use(router.routes())
app.use((ctx) => {
  ctx.body = 'ok'
})
listen(app)

import { randomBytes } from 'node:crypto'
import bodyParser from '@koa/bodyparser'
import Koa from 'koa'
import helmet from 'koa-helmet'
import pino from 'pino'
import { Histogram } from 'prom-client'
import { answerErrors } from '../../../cloud/core/answers'
import { secureHeaders } from '../../../cloud/core/secure-headers'

/** Koa with a request id in the answer and in the log, and with metrics. */
function observed() {
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const seconds = new Histogram({ name: 'seconds', help: 'how long requests took', labelNames: ['route', 'status'] })
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
  return { app, log }
}

/** Koa with the product's middleware around an interface: security headers and body parser as well. */
export function surrounded(): Koa {
  const { app } = observed()
  app.use(helmet())
  app.use(bodyParser())
  return app
}

/** The same around a page: the product's own security headers and error handler, and neither a body parser nor a router, for it asks neither. */
export function surroundedPage(): Koa {
  const { app, log } = observed()
  app.use(answerErrors(log))
  app.use(secureHeaders)
  return app
}

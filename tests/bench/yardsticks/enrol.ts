import bodyParser from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { listen } from './bare'
import type { Asked } from './rows'

/** Koa with a router and a body parser, and nothing else, around one way to store an enrolment. */
export function serve(store: (asked: Asked) => Promise<void> | void): void {
  const app = new Koa()
  const router = new Router()
  router.get('/readyz', (ctx) => {
    ctx.body = 'ok'
  })
  router.post('/api/applications', async (ctx) => {
    const { about } = ctx.request.body as { about: string }
    await store({ activity: about, key: ctx.get('idempotency-key') })
    ctx.status = 201
    ctx.body = { ok: true }
  })
  app.use(bodyParser({ enableTypes: ['json'] }))
  app.use(router.routes())
  listen(app)
}

/** The same bytes from Koa with the same middleware around it, router and limits as well. */
import { readFileSync } from 'node:fs'
import Router from '@koa/router'
import { limitsOf, USUAL_LIMITS } from '../../../cloud/core/limits'
import { surrounded } from './around'
import { listen } from './bare'

const text = readFileSync(process.env.ANSWER as string, 'utf8')
const limits = limitsOf(USUAL_LIMITS)

const app = surrounded()
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

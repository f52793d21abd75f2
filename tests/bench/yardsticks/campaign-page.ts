/** The same compressed bytes and head lines from Koa with the same middleware around it. */
import { readFileSync } from 'node:fs'
import { surroundedPage } from './around'
import { listen } from './bare'

const page = readFileSync(process.env.ANSWER as string)
const head = JSON.parse(process.env.HEAD as string) as Record<string, string>

const app = surroundedPage()
app.use((ctx) => {
  if (ctx.path === '/readyz') {
    ctx.body = 'ok'
    return
  }
  ctx.set(head)
  ctx.body = page
})
listen(app)

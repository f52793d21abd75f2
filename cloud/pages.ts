import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import type { Context, Next } from 'koa'
import sirv from 'sirv'

// A file whose name holds a hash of its content never changes; everything else is asked for again.
function cacheByName(res: ServerResponse, name: string): void {
  res.setHeader('cache-control', /\.[0-9a-f]{8,}\.(js|css)$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** Health, and the h5 app where it was built. Everything else is not found. */
export function pages(folder: string, isReady: () => Promise<boolean>) {
  const serve = existsSync(path.join(folder, 'index.html'))
    ? sirv(folder, { etag: true, gzip: true, brotli: true, setHeaders: cacheByName })
    : undefined
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.status = 405
      ctx.set('allow', 'GET, HEAD')
      ctx.body = 'only GET'
      return
    }
    if (ctx.path === '/healthz') {
      ctx.body = 'ok'
      return
    }
    if (ctx.path === '/readyz') {
      const ready = await isReady()
      ctx.status = ready ? 200 : 503
      ctx.body = ready ? 'ok' : 'not ready'
      return
    }
    if (!serve) return next()
    ctx.respond = false
    ctx.status = 200
    serve(ctx.req, ctx.res, () => {
      ctx.res.statusCode = 404
      ctx.res.end()
    })
  }
}

const READY_MS = 2_000

/** Whether the database answers in time. A pool in which everybody waits is not ready either. */
export async function answersInTime(ask: () => Promise<unknown>, ms = READY_MS): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  const answer = ask().then(
    () => true,
    () => false,
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

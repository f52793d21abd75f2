import type { Context, Next } from 'koa'
import type { Kept } from '../keeper'
import type { Packed } from './packed'
import { insteadHtml } from './pages.html'
import { picturesOf } from './picture'
import { nameOf, SCRIPT } from './script'
import { STYLE } from './style'

export interface Page {
  packed: Packed
  /** what its readings are counted for */
  textId: string | undefined
  /** what it says: as long as that is the same object, so is the page; undefined for what is made again each time */
  view: unknown
}

/** All that is served, by its whole path. */
export type Pages = ReadonlyMap<string, Page>

const OURS = /^\/(c(\/|\.xml$|$)|sitemap\.xml$|robots\.txt$)/
const POLICY = [
  ...["default-src 'none'", `script-src ${nameOf(SCRIPT)}`, `style-src ${nameOf(STYLE)}`, "img-src 'self' data:", "media-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join(';')

type Encoding = 'br' | 'gzip' | undefined
const MOST_WAYS = 100
const ways = new Map<string, Encoding>()

/** The smallest encoding that a browser takes. Few ways of saying so are in use: what each means is worked out once. */
function encodingFor(ctx: Context): Encoding {
  const said = ctx.req.headers['accept-encoding'] ?? ''
  if (ways.has(said)) return ways.get(said)
  // Browsers name the smaller one last.
  const encoding = (['br', 'gzip'] as const).find((one) => ctx.acceptsEncodings(one))
  if (ways.size < MOST_WAYS) ways.set(said, encoding)
  return encoding
}

function answer(ctx: Context, page: Packed): void {
  const { res } = ctx
  res.setHeader('content-type', page.type)
  res.setHeader('etag', page.etag)
  res.setHeader('cache-control', 'no-cache')
  res.setHeader('vary', 'accept-encoding')
  ctx.status = 200
  // Nothing of the answer is looked through for who has not seen the page yet.
  if (ctx.req.headers['if-none-match'] !== undefined && ctx.fresh) {
    ctx.status = 304
    return
  }
  const encoding = encodingFor(ctx)
  if (encoding) res.setHeader('content-encoding', encoding)
  ctx.body = page[encoding ?? 'plain']
}

/** The village whose board's code was scanned, as the address says it. */
function boardIn(ctx: Context): string | undefined {
  if (ctx.querystring === '') return undefined
  const { v: village } = ctx.query
  return typeof village === 'string' ? village : undefined
}

function instead(ctx: Context, status: number, title: string, why: string): void {
  ctx.status = status
  ctx.type = 'text/html; charset=utf-8'
  ctx.set('cache-control', 'no-store')
  ctx.body = insteadHtml(title, why)
}

async function showPicture(ctx: Context, pictures: ReturnType<typeof picturesOf>): Promise<boolean> {
  const picture = await pictures(ctx.path.slice('/c/'.length))
  if (!picture) return false
  ctx.type = 'image/jpeg'
  ctx.set('cache-control', 'public, max-age=86400')
  ctx.body = picture
  return true
}

interface Parts {
  pages: Kept<Pages>
  /** hears of each page that was opened, with what its address says about the board that the code hung on */
  seen: (textId: string, village: string | undefined) => void
  /** answer for their own paths @returns whether it was one of theirs */
  media: (ctx: Context) => Promise<boolean>
  poster: (ctx: Context) => Promise<boolean>
}

/**
 * The campaigns for any browser, from memory: without scripts, cookies or anybody else's servers. A path is looked up whole, so nothing
 * in it can lead elsewhere.
 */
export function campaignPages({ pages, seen, media, poster }: Parts) {
  const pictures = picturesOf()
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!OURS.test(ctx.path) || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    ctx.state.route = 'GET /c'
    ctx.res.setHeader('content-security-policy', POLICY)
    if (ctx.path.endsWith('.jpg') && (await showPicture(ctx, pictures))) return
    try {
      const page = (await pages()).get(ctx.path)
      if (!page) {
        if ((await media(ctx)) || (await poster(ctx))) return
        return instead(ctx, 404, '没有这一页', '网址可能写错了，也可能这一页已经撤下。')
      }
      answer(ctx, page.packed)
      if (page.textId !== undefined && ctx.method === 'GET') seen(page.textId, boardIn(ctx))
    } catch (error) {
      ctx.app.emit('error', error, ctx)
      instead(ctx, 503, '这一页暂时打不开', '请过一会儿再看。电话一直打得通。')
    }
  }
}

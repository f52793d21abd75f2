import { AppError } from '@shared/core/errors'
import { NUMBER } from '@shared/core/names'
import type { CertificateView } from '@shared/features/activity/papers.schema'
import type { Context, Next } from 'koa'
import { safe } from '../../core/html'
import type { Certificates } from './certificates.service'

const PATH = /^\/certificate\/([^/]+)$/

const STYLE = `
  body { margin: 0; background: #faf7f5; color: #241a20; font: 18px/1.6 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
  main { max-width: 30em; margin: 0 auto; padding: 40px 20px; }
  h1 { font-size: 26px; margin: 0 0 16px; }
  .valid { color: #2b7a4b } .revoked, .unknown { color: #b3261e }
  dl { margin: 0; padding: 8px 20px; background: #fff; border-radius: 14px; }
  dt { margin-top: 14px; font-size: 15px; color: #6a5c65; } dd { margin: 0 0 14px; font-weight: 600; overflow-wrap: anywhere; }
`

const page = (title: string, sort: string, inside: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head><body><main><h1 class="${sort}">${title}</h1>${inside}</main></body></html>`

function shown({ name, title, days, organiser, number, valid }: CertificateView): string {
  const lines = [
    ['姓名', name],
    ['培训', title],
    ['时间', days],
    ['主办', organiser],
    ['证书编号', number],
  ] as const
  const inside = `<dl>${lines.map(([term, words]) => `<dt>${term}</dt><dd>${safe(words)}</dd>`).join('')}</dl>`
  return valid ? page('这张证书有效', 'valid', inside) : page('这张证书已经撤销', 'revoked', inside)
}

/**
 * `/certificate/<number>`: what the code on a certificate opens, for any browser and without scripts.
 * @param take counts a try of somebody at this address @throws AppError (from `take`) tooMany
 */
export function certificatePageOf(verify: Certificates['verify'], take: (address: string) => void) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const [, number] = PATH.exec(ctx.path) ?? []
    if (number === undefined || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    ctx.state.route = 'GET /certificate/:number'
    ctx.set('cache-control', 'no-store')
    ctx.type = 'text/html; charset=utf-8'
    try {
      take(ctx.ip)
      if (!NUMBER.test(number)) throw new AppError('notFound', '没有这个编号的证书，请核对编号')
      ctx.body = shown(await verify(number))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      ctx.status = error.code === 'tooMany' ? 429 : 404
      ctx.body = page(error.message, 'unknown', '')
    }
  }
}

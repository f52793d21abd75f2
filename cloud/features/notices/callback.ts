import { AppError } from '@shared/core/errors'
import type { Context, Next } from 'koa'
import { changeOne, type Database } from '../../core/database'
import { MessagePermission } from './notice.entity'

interface Pushed {
  openid: string
  event: string
  items: { template: string; status: string }[]
}

export interface CallbackParts {
  db: Database
  open(request: { query: Context['query']; body: string }): Pushed
  echo(query: Context['query']): string
  /** the account behind a WeChat identity, if it has ever signed in */
  knownAccount(openid: string): Promise<string | undefined>
  sortOf(template: string): 'progress' | 'todo' | undefined
}

const MOST_BYTES = 64_000

/** @throws AppError tooLarge, also where no length was told: anybody may call this address */
async function bodyOf(ctx: Context): Promise<string> {
  const tooLarge = () => new AppError('tooLarge', '微信的消息没有这么大')
  if ((ctx.request.length ?? 0) > MOST_BYTES) throw tooLarge()
  let body = ''
  for await (const part of ctx.req.setEncoding('utf8')) {
    body += part
    if (body.length > MOST_BYTES) throw tooLarge()
  }
  return body
}

/**
 * What WeChat pushes: when a woman turns messages off in WeChat's own settings, her permissions are used up. What she answers in the
 * dialogue is told by her phone; counting the push as well would count it twice.
 */
export function wechatCallback(parts: CallbackParts) {
  const turnedOff = async ({ openid, items }: Pushed) => {
    const account = await parts.knownAccount(openid)
    const sorts = items.filter((item) => item.status === 'reject').map((item) => parts.sortOf(item.template))
    for (const template of sorts) {
      if (account && template)
        await parts.db.write((m) =>
          changeOne(m, MessagePermission, 'account_id = :account AND template = :template', { account, template }, { remaining: 0 }),
        )
    }
  }
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== '/wechat/callback') return next()
    if (ctx.method === 'GET') {
      // As text, whatever it says: a browser must not take it for a page.
      ctx.type = 'text/plain'
      ctx.body = parts.echo(ctx.query)
      return
    }
    const pushed = parts.open({ query: ctx.query, body: await bodyOf(ctx) })
    if (pushed.event === 'subscribe_msg_change_event') await turnedOff(pushed)
    ctx.body = 'success'
  }
}

import { text } from 'node:stream/consumers'
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
      ctx.body = parts.echo(ctx.query)
      return
    }
    if ((ctx.request.length ?? 0) > MOST_BYTES) ctx.throw(413)
    const pushed = parts.open({ query: ctx.query, body: await text(ctx.req) })
    if (pushed.event === 'subscribe_msg_change_event') await turnedOff(pushed)
    ctx.body = 'success'
  }
}

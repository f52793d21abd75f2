import { AppError } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import type { Context, Next } from 'koa'
import { changeOne, type Database } from '../../core/database'
import type { Verdict } from '../../core/words'
import { MessagePermission } from './notice.entity'

interface Pushed {
  openid: string
  event: string
  /** UTC ISO text: when WeChat made the message */
  at: string
  items: { template: string; status: string }[]
  /** everything else that WeChat said */
  message: Record<string, unknown>
}

export interface CallbackParts {
  db: Database
  open(request: { query: Context['query']; body: string }): Pushed
  echo(query: Context['query']): string
  /** the account behind a WeChat identity, if it has ever signed in */
  knownAccount(openid: string): Promise<string | undefined>
  /** what a message says of a picture or a recording that WeChat was asked about; undefined when it is about something else */
  mediaAnswer(pushed: Pushed): { trace: string; verdict: Verdict } | undefined
  /** writes it down @throws AppError notFound when the question is not known yet: WeChat says it again */
  mediaChecked(trace: string, verdict: Verdict): Promise<void>
  sortOf(template: string): 'progress' | 'todo' | undefined
  now(): string
}

const MOST_BYTES = 64_000

/** WeChat repeats within seconds; who sends an old message again has heard it somewhere. */
const FRESH_MS = 5 * 60_000

/**
 * Works once for each message, however often it is heard. What is too old is refused, so nothing older needs to be remembered.
 * @throws AppError notAllowed when the message is too old, or from the future
 */
function onceEach(now: () => string) {
  const heard = new Map<string, string>()
  return async ({ openid, event, at, message }: Pushed, work: () => Promise<void>): Promise<void> => {
    const moment = now()
    if (Math.abs(Date.parse(moment) - Date.parse(at)) > FRESH_MS) throw new AppError('notAllowed', '这条微信消息太旧了')
    for (const [key, when] of heard) if (when < addMs(moment, -FRESH_MS)) heard.delete(key)
    const key = [openid, event, at, message.trace_id ?? ''].join('|')
    if (heard.has(key)) return
    await work()
    // Not before: what failed is told once more by WeChat.
    heard.set(key, at)
  }
}

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
  const once = onceEach(parts.now)
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== '/wechat/callback') return next()
    if (ctx.method === 'GET') {
      // As text, whatever it says: a browser must not take it for a page.
      ctx.type = 'text/plain'
      ctx.body = parts.echo(ctx.query)
      return
    }
    const pushed = parts.open({ query: ctx.query, body: await bodyOf(ctx) })
    await once(pushed, async () => {
      const answer = parts.mediaAnswer(pushed)
      if (answer) await parts.mediaChecked(answer.trace, answer.verdict)
      if (pushed.event === 'subscribe_msg_change_event') await turnedOff(pushed)
    })
    ctx.body = 'success'
  }
}

import { AppError, type ErrorCode } from '@shared/core/errors'
import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { isPassing } from './units'

const STATUS: Record<ErrorCode, number> = {
  invalidInput: 422,
  notSignedIn: 401,
  notAllowed: 403,
  notFound: 404,
  notOpen: 409,
  notEligible: 422,
  alreadyOpen: 409,
  staleVersion: 409,
  consentMissing: 409,
  officeMissing: 409,
  keyMissing: 400,
  keyReused: 422,
  codeUsed: 400,
  codeBad: 400,
  tooLarge: 413,
  wrongType: 415,
  tooMany: 429,
  busy: 503,
  unreachable: 502,
}

/** The one place that turns what was thrown into a response. */
export function answerErrors(log: Logger) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next()
    } catch (thrown) {
      // What is still on its way is read and thrown away: else the next request of this connection would wait behind it for ever, and
      // behind a proxy that is somebody else's.
      ctx.req.unpipe().resume()
      const passing = isPassing(thrown)
      const { request } = ctx.state
      if (passing) log.warn({ request, err: thrown }, 'what this server needs did not answer')
      const error = passing ? new AppError('busy', '系统正在恢复，请过一会儿再点一次，不会办两遍', { retryAfter: 5 }) : thrown
      if (error instanceof AppError) {
        ctx.status = STATUS[error.code]
        const { retryAfter, ...details } = error.details
        if (retryAfter !== undefined) ctx.set('retry-after', String(retryAfter))
        ctx.body = { error: error.code, message: error.message, ...details }
        return
      }
      log.error({ request, err: error }, 'defect')
      ctx.status = 500
      ctx.body = { error: 'defect', message: '系统出了点问题，您填的内容没有丢，请过一会儿再试' }
    }
  }
}

const issuePath = (issue: v.BaseIssue<unknown>): string => (issue.path ?? []).map((step) => String(step.key)).join('.')

/** Checks one part of a request. @throws AppError invalidInput with a message for each field */
export function checked<S extends v.GenericSchema>(schema: S, given: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, given, { abortPipeEarly: true })
  if (result.success) return result.output
  // A map, for a field may be called like something that every object has.
  const problems = new Map<string, string>()
  for (const issue of result.issues) {
    const at = issuePath(issue) || 'body'
    if (!problems.has(at)) problems.set(at, plain(issue))
  }
  const fields = Object.fromEntries(problems)
  const [first = '有一处没填对'] = Object.values(fields)
  throw new AppError('invalidInput', first, { fields })
}

// The validator's own words are English; what has no message of ours is about the shape, not about what she typed.
function plain(issue: v.BaseIssue<unknown>): string {
  // It quotes what was sent, which may well be Chinese.
  if (!issue.message.startsWith('Invalid ')) return issue.message
  if (issue.expected === 'never') return '没有这一项'
  if (issue.received === 'undefined') return '这一项还没有填'
  return '这一项的格式不对'
}

import { AppError, type ErrorCode } from '@shared/core/errors'

/** Why there is no answer that could be read. */
type NoAnswer = 'timeout' | 'network' | 'status' | 'unreadable'

/** What WeChat said: its errcode (0 is good), or why it said nothing. The texts of WeChat are not kept, for they may repeat what was sent. */
export interface Answer {
  code: number | NoAnswer
  body: Record<string, unknown>
  /** errmsg names this template keyword as the faulty one */
  keyword?: string
  image?: Buffer
}

/** temporary: try again later · quota: try again tomorrow · refused: no consent is left · permanent: this message will never pass */
export type Failure = 'temporary' | 'quota' | 'refused' | 'permanent'

const PERMANENT: ReadonlySet<Answer['code']> = new Set([40003, 40037, 41030, 47003])
const TEMPORARY: ReadonlySet<Answer['code']> = new Set([-1, 40001, 40014, 42001, 44991, 45009, 45011])
const CONFIGURATION: ReadonlySet<Answer['code']> = new Set([40002, 40013, 40125, 40164, 41002, 41004, 48001, 50002, 50004, 50007])

/**
 * The class of a failed send. A code nobody has met counts as temporary: the outbox's budget ends it, and a mistake in the
 * configuration (40125) that is repaired in time loses no message.
 */
export function failureOf(code: Answer['code']): Failure {
  if (code === 43101) return 'refused'
  if (code === 45009) return 'quota'
  return PERMANENT.has(code) ? 'permanent' : 'temporary'
}

const REFUSALS: Record<number, [ErrorCode, string]> = {
  40029: ['codeBad', '登录凭证已经失效,请再点一次登录'],
  40163: ['codeUsed', '登录凭证已经用过,请再点一次登录'],
  40226: ['notAllowed', '微信认为这个账号有风险,暂时不能登录'],
  41008: ['codeBad', '登录凭证已经失效,请再点一次登录'],
  45011: ['tooMany', '点得太快了,请过一分钟再试'],
}

/**
 * Turns a bad answer into what the caller throws: an AppError in plain Chinese where the person can do something (again, or later),
 * an ordinary Error, which is a defect to be logged, for a faulty configuration or a code that nobody expected.
 * Neither carries more than the code and what was asked.
 */
export function refusal(asked: string, { code }: Answer, messages: Partial<Record<number, string>> = {}): Error {
  if (CONFIGURATION.has(code)) return new Error(`WeChat refuses the configuration of this mini-program (${code}, ${asked})`)
  const known = typeof code === 'number' ? REFUSALS[code] : undefined
  if (known) return new AppError(known[0], messages[code as number] ?? known[1])
  if (typeof code !== 'number' || TEMPORARY.has(code)) return new AppError('unreachable', '微信暂时没有回应,请过一会儿再试')
  return new Error(`WeChat answered ${code} (${asked})`)
}

/** A good answer that lacks what it must hold is as bad as none. */
export const unreadable: Answer = { code: 'unreadable', body: {} }

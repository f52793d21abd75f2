import type { Json } from '../api'
import { mismatch } from './document'
import type { Sent } from './requests'
import type { Got } from './send'

const CHINESE = /\p{Script=Han}/u
const INSIDE = /SELECT |INSERT |UPDATE |DELETE FROM|SQLITE|ER_[A-Z]|QueryFailed|\.[tj]s:\d|node_modules|TypeError|Expected |\bat [\w.<]+ \(/
const KNOWN = ['error', 'message', 'fields', 'id']

function refused(body: Json): string | undefined {
  if (typeof body?.error !== 'string' || typeof body.message !== 'string') return 'a refusal without error or message'
  const stranger = Object.keys(body).find((name) => !KNOWN.includes(name))
  if (stranger) return `a refusal with ${stranger}`
  const words: unknown[] = [body.message, ...Object.values(body.fields ?? {})]
  if (!words.every((word) => typeof word === 'string' && CHINESE.test(word))) return 'a refusal that is not in Chinese'
  return words.some((word) => INSIDE.test(word as string)) ? 'a refusal that tells how the program is made' : undefined
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is wrong with an answer; undefined when nothing is. */
export function judge(document: Json, { operation, method, path }: Sent, { status, headers, text, failure }: Got): string | undefined {
  if (failure) return failure
  if (status >= 500) return `${status} ${text.slice(0, 200)}`
  // Node itself answers what is no HTTP; outside of the interface there are pages.
  if (method === 'HEAD' || !path.startsWith('/api/')) return undefined
  const body = headers['content-type']?.startsWith('application/json') ? parsed(text) : undefined
  if (status >= 400) return refused(body)
  if (method !== operation.method.toUpperCase()) return undefined
  // An odd address may be another operation's, with its own answer.
  if (!new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+').replace(/\./g, '\\.')}$`).test(path.split('?')[0] as string))
    return undefined
  if (status !== operation.status) return `${status} instead of ${operation.status}`
  return operation.answer && mismatch(document, operation.answer, body)
}

/** A request as it can be sent again, without a telephone number in it. */
export function replayable({ who, method, path, headers, body }: Sent): string {
  const text =
    body && (body.length > 3_000 ? `${body.length} bytes, beginning ${JSON.stringify(body.subarray(0, 300).toString())}` : body.toString())
  return JSON.stringify({ who, method, path: path.slice(0, 2_000), headers, body: text }).replace(/\b1[3-9]\d{9}\b/g, '1**********')
}

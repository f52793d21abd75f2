import { AppError } from '@shared/core/errors'
import { decrypt, sameText, signature } from './callback-crypto'

export interface CallbackSettings {
  /** the Token typed into WeChat's console, not an access token */
  token: string
  /** 43 characters; when it is set, messages in clear are refused (安全模式) */
  encodingAesKey?: string
  appId: string
}

export interface CallbackRequest {
  query: Record<string, string | string[] | undefined>
  /** the raw text; WeChat's console is set to JSON */
  body: string
}

export interface CallbackEvent {
  openid: string
  event: string
  /** UTC ISO text. WeChat repeats what is not answered within 5 s: openid, event and this moment tell the repetition */
  at: string
  /** what happened to which template: accept, reject, or how a sent message fared; empty for other events */
  items: { template: string; status: string }[]
  /** everything else that WeChat said */
  message: Record<string, unknown>
}

const stringOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const refused = () => new AppError('notAllowed', '这不是微信发来的消息')

function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // told below
  }
  throw new AppError('invalidInput', '微信的消息读不懂')
}

function signedParts({ token }: CallbackSettings, query: CallbackRequest['query']): string[] {
  if (token === '') throw new Error('the callback has no token: anybody could sign')
  return [token, stringOf(query.timestamp), stringOf(query.nonce)]
}

function assertSigned(expected: unknown, parts: string[]): void {
  if (typeof expected !== 'string' || !sameText(expected, signature(parts))) throw refused()
}

/** `List` is an object for one item and an array for several, beside the event or inside an object named after it. */
function itemsOf(message: Record<string, unknown>): CallbackEvent['items'] {
  const inner = message.SubscribeMsgPopupEvent ?? message.SubscribeMsgChangeEvent ?? message.SubscribeMsgSentEvent
  const list = message.List ?? (inner as { List?: unknown } | undefined)?.List ?? inner ?? []
  return (Array.isArray(list) ? list : [list]).map((item: Record<string, unknown> | null) => ({
    template: stringOf(item?.TemplateId),
    status: stringOf(item?.SubscribeStatusString ?? item?.ErrorStatus),
  }))
}

function eventOf(message: Record<string, unknown>): CallbackEvent {
  const event = stringOf(message.Event)
  const items = /^subscribe_msg_(popup|change|sent)_event$/.test(event) ? itemsOf(message).filter(({ template }) => template) : []
  const seconds = Number(message.CreateTime)
  const at = new Date(Number.isSafeInteger(seconds) && Math.abs(seconds) < 1e11 ? seconds * 1000 : 0).toISOString()
  return { openid: stringOf(message.FromUserName), event, at, items, message }
}

/**
 * Reads what WeChat pushes to the callback: checks the signature, decrypts where a key is set, and names what happened.
 * The signature of a message in clear covers no part of its body: set a key wherever the address is public.
 * @throws AppError notAllowed when it does not come from WeChat or is for another mini-program, invalidInput when it is no JSON
 */
export function openCallback(settings: CallbackSettings, { query, body }: CallbackRequest): CallbackEvent {
  const parts = signedParts(settings, query)
  if (!settings.encodingAesKey) {
    assertSigned(query.signature, parts)
    return eventOf(read(body))
  }
  const sealed = read(body).Encrypt
  if (typeof sealed !== 'string') throw refused()
  assertSigned(query.msg_signature, [...parts, sealed])
  const opened = decrypt(settings.encodingAesKey, sealed)
  if (!opened || opened.appId !== settings.appId) throw refused()
  return eventOf(read(opened.text))
}

/**
 * The answer to WeChat's trial of the address (GET): its `echostr`.
 * @throws AppError notAllowed when the signature is wrong
 */
export function echoOf(settings: CallbackSettings, query: CallbackRequest['query']): string {
  assertSigned(query.signature, signedParts(settings, query))
  return stringOf(query.echostr)
}

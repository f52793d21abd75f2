import { accepted, unanswered } from './refusal'
import { type Method, send } from './transport'

/** Asks without saying who asks: for signing in, and for what everybody may read. @throws Refusal */
export async function askOpenly<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const header = { 'Content-Type': 'application/json' }
  const incoming = await send({ method, path: `/api${path}`, header, ...(body === undefined ? {} : { body }) }).catch((reason) => {
    throw unanswered(reason)
  })
  return accepted<T>(incoming)
}

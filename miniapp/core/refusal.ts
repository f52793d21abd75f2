import type { ErrorCode } from '@shared/core/errors'
import type { Incoming } from './transport'

/** Why something did not work, ready to be read by her. `lost`: no answer came, so nobody knows whether it was done. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode | 'lost' | 'broken',
    message: string,
    readonly fields: Record<string, string> = {},
    /** the id of the thing that stands in the way */
    readonly id?: string,
  ) {
    super(message)
    // Old engines lose the class of an extended Error when it is compiled down.
    Object.setPrototypeOf(this, Refusal.prototype)
  }
}

interface Said {
  error?: ErrorCode
  message?: string
  fields?: Record<string, string>
  id?: string
}

const BUSY = '服务器正忙，请过一会儿再试'

/** @throws Refusal for everything but a success */
export function accepted<T>({ status, data }: Incoming): T {
  if (status >= 200 && status < 300) return data as T
  const said = (typeof data === 'object' && data !== null ? data : {}) as Said
  // It may have been done before the line was cut or the server stumbled: nobody knows, so the same sending may be repeated.
  if (status >= 500) throw new Refusal('lost', said.message ?? BUSY)
  throw new Refusal(said.error ?? 'broken', said.message ?? '这一步没有成功，请再试一次', said.fields, said.id)
}

/** What to say when no answer came at all. */
export const unanswered = (reason: unknown): Refusal => {
  const text = String((reason as { errMsg?: string } | undefined)?.errMsg ?? reason)
  return new Refusal('lost', /time/i.test(text) ? '网络有点慢，没有等到回音' : '没有连上网，请看看信号')
}

export const asRefusal = (reason: unknown): Refusal => {
  if (reason instanceof Refusal) return reason
  console.error(reason)
  return new Refusal('broken', '这一步没有成功，请再试一次')
}

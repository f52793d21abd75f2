import type { ChildProcess } from 'node:child_process'
import { AppError, type ErrorCode } from '@shared/core/errors'
import { answerOf, startChild } from './child'
import type { FontFiles } from './font-files'

/** What the press is sent, and what comes back. */
export interface Printing<Order> {
  fonts: FontFiles
  /** UTC ISO text: the date in the paper */
  now: string
  order: Order
}
export type Printed = { data: Uint8Array } | { refused: { code: ErrorCode; message: string } } | { failed: string }

export interface Press<Order> {
  /**
   * @param account who wants it
   * @throws AppError unreachable without a font, tooMany when she waits for some already, busy when too many wait, invalidInput for
   * characters that cannot be printed
   */
  print(order: Order, now: string, account: string): Promise<Buffer>
}

const IDLE_MS = 20_000
const LONGEST_MS = 25_000
const MOST_WAITING = 20
/** of one account: who taps again and again must not keep everybody else from printing */
const MOST_EACH = 3
/**
 * Prints in a process of its own, one paper at a time: drawing takes half a second of a processor and fonts take 100 MB, and neither may
 * be taken from those who are enrolling. It is started when it is needed, is told no key, and ends when nothing has come for a while.
 * @param file the program of that process, which answers a `Printing` with a `Printed`
 */
export function pressOf<Order>(fonts: FontFiles | undefined, file: string, longestMs = LONGEST_MS): Press<Order> {
  let child: ChildProcess | undefined
  let ending: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** the accounts of all that wait, once for each paper */
  const waiting: string[] = []

  const inTurn = async (message: Printing<Order>): Promise<Buffer> => {
    clearTimeout(ending)
    child = child?.connected ? child : startChild(file)
    const running = child
    const answer = await answerOf<Printed>(running, message, longestMs)
    // Nothing waits for it any more: it must not keep this process from ending.
    running.unref()
    running.channel?.unref()
    ending = setTimeout(() => running.connected && running.disconnect(), IDLE_MS).unref()
    if ('data' in answer) return Buffer.from(answer.data)
    if ('refused' in answer) throw new AppError(answer.refused.code, answer.refused.message)
    // What failed, or is about to end, is not asked for the next paper.
    running.kill('SIGKILL')
    child = undefined
    throw new Error(`a paper was not printed: ${answer.failed}`)
  }
  return {
    print: async (order, now, account) => {
      if (!fonts) throw new AppError('unreachable', '服务器上没有中文字体，暂时打印不了，请管理员装上字体')
      if (waiting.filter((one) => one === account).length >= MOST_EACH)
        throw new AppError('tooMany', '您要打印的还没有好，请等一会儿再点', { retryAfter: 5 })
      if (waiting.length >= MOST_WAITING) throw new AppError('busy', '打印的人太多了，请过一会儿再点', { retryAfter: 10 })
      waiting.push(account)
      const mine = last.then(() => inTurn({ fonts, now, order }))
      last = mine.catch(() => undefined)
      return mine.finally(() => {
        waiting.splice(waiting.indexOf(account), 1)
      })
    },
  }
}

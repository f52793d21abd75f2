import type { Logger } from 'pino'
import type { CheckText } from '../../core/words'
import type { CheckQueue, CheckVerdict, WordsToCheck } from './checking'

async function judge(check: CheckText, { words, by }: WordsToCheck, log: Logger): Promise<CheckVerdict> {
  try {
    return await check(by, words.join('\n'))
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'content check out of reach')
    return undefined
  }
}

/**
 * Lets the texts that wait pass WeChat's content check, one round. What cannot be checked waits: it never shows unchecked.
 * @returns how many were looked at
 */
export async function checkTexts(queue: CheckQueue, check: CheckText, now: () => string, log: Logger): Promise<number> {
  const waiting = await queue.takeToCheck(now())
  for (const one of waiting) await queue.checked(one.id, await judge(check, one, log), now())
  return waiting.length
}

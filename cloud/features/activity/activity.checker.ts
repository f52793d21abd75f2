import type { Logger } from 'pino'
import type { CheckQueue, CheckVerdict, WordsToCheck } from './checking'

/** WeChat's content check, and whom to name as the author. */
export interface ContentCheck {
  checkText(asked: { openid: string; text: string; scene: 'forum' }): Promise<'pass' | 'review' | 'risky'>
  openIdOf(account: string): Promise<string | undefined>
}

async function judge(check: ContentCheck, { words, by }: WordsToCheck, log: Logger): Promise<CheckVerdict> {
  try {
    const openid = await check.openIdOf(by)
    return openid ? await check.checkText({ openid, text: words.join('\n'), scene: 'forum' }) : undefined
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'content check out of reach')
    return undefined
  }
}

/**
 * Lets the texts that wait pass WeChat's content check, one round. What cannot be checked waits: it never shows unchecked.
 * @returns how many were looked at
 */
export async function checkTexts(queue: CheckQueue, check: ContentCheck, now: () => string, log: Logger): Promise<number> {
  const waiting = await queue.takeToCheck(now())
  for (const one of waiting) await queue.checked(one.id, await judge(check, one, log), now())
  return waiting.length
}

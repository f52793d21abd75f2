import type { Logger } from 'pino'
import type { Activities } from './activity.service'

/** WeChat's content check, and whom to name as the author. */
export interface ContentCheck {
  checkText(asked: { openid: string; text: string; scene: 'forum' }): Promise<'pass' | 'review' | 'risky'>
  openIdOf(account: string): Promise<string | undefined>
}

/**
 * Lets the texts that wait pass WeChat's content check, one round. What cannot be checked waits: it never shows unchecked.
 * @returns how many were looked at
 */
export async function checkTexts(activities: Activities, check: ContentCheck, now: () => string, log: Logger): Promise<number> {
  const waiting = await activities.takeToCheck(now())
  for (const { id, title, place, bring, about, createdBy } of waiting) {
    const openid = await check.openIdOf(createdBy)
    const text = [title, place, bring, about].filter(Boolean).join('\n')
    const verdict = openid
      ? await check.checkText({ openid, text, scene: 'forum' }).catch((error) => {
          log.warn({ reason: (error as Error).name }, 'content check out of reach')
          return undefined
        })
      : undefined
    await activities.checked(id, verdict, now())
  }
  return waiting.length
}

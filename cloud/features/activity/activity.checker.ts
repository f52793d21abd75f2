import type { Logger } from 'pino'
import type { Activity } from './activity.entity'
import type { Activities } from './activity.service'

/** WeChat's content check, and whom to name as the author. */
export interface ContentCheck {
  checkText(asked: { openid: string; text: string; scene: 'forum' }): Promise<'pass' | 'review' | 'risky'>
  openIdOf(account: string): Promise<string | undefined>
}

async function judge(check: ContentCheck, { title, place, bring, about, createdBy }: Activity, log: Logger) {
  try {
    const openid = await check.openIdOf(createdBy)
    const text = [title, place, bring, about].filter(Boolean).join('\n')
    return openid ? await check.checkText({ openid, text, scene: 'forum' }) : undefined
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'content check out of reach')
    return undefined
  }
}

/**
 * Lets the texts that wait pass WeChat's content check, one round. What cannot be checked waits: it never shows unchecked.
 * @returns how many were looked at
 */
export async function checkTexts(activities: Activities, check: ContentCheck, now: () => string, log: Logger): Promise<number> {
  const waiting = await activities.takeToCheck(now())
  for (const activity of waiting) await activities.checked(activity.id, await judge(check, activity, log), now())
  return waiting.length
}

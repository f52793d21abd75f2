import { sayDay } from '@shared/core/time'
import type { CampaignRow } from '@shared/features/campaign/campaign.api'

/** `11月18日(周三)到11月30日(周一)`, with the year when it is not this one. */
export function sayDays({ from, until }: Pick<CampaignRow, 'from' | 'until'>): string {
  const now = new Date().toISOString()
  return from === until ? sayDay(from, now) : `${sayDay(from, now)}到${sayDay(until, now)}`
}

import { invalid } from '@shared/core/errors'
import type { CampaignEvent } from '@shared/features/campaign/campaign.api'
import { insert, isDuplicate, type Manager, remove } from '../../core/database'
import { CampaignEventShown } from './campaign.entity'
import type { Shelf } from './shelf'

/** Which of these activities everybody may see and are not over, as they are now, the nearest first. */
export type ComingAmong = (m: Manager, ids: readonly string[], now: string) => Promise<CampaignEvent[]>

const MOST_SHOWN = 10

/** campaign → its activities that are to come. */
export type Events = ReadonlyMap<string, readonly CampaignEvent[]>

/** The activities of all campaigns, in two questions. */
export async function readEvents(m: Manager, coming: ComingAmong, now: string): Promise<Events> {
  const rows = await m.find(CampaignEventShown)
  if (rows.length === 0) return new Map()
  const known = await coming(m, [...new Set(rows.map(({ activityId }) => activityId))], now)
  const found = new Map<string, CampaignEvent[]>()
  for (const event of known)
    for (const { campaignId } of rows.filter(({ activityId }) => activityId === event.id))
      found.set(campaignId, [...(found.get(campaignId) ?? []), event])
  return found
}

/**
 * The shelf with what is to come on each campaign's page.
 * @param before made earlier of the same shelf: a campaign for which nothing has changed is taken over from it as it is
 */
export function withEvents(shelf: Shelf, events: Events, before: Shelf = []): Shelf {
  return shelf.map((one) => {
    const coming = (events.get(one.view.id) ?? []).slice(0, MOST_SHOWN)
    if (coming.length === 0) return one
    const known = before.find(({ view }) => view.id === one.view.id)
    if (known && JSON.stringify(known.view.events) === JSON.stringify(coming)) return known
    return { ...one, view: { ...one.view, events: coming } }
  })
}

interface Shown {
  campaignId: string
  activityId: string
  shown: boolean
}

/** Puts an activity on a campaign's page or takes it away; done twice it is done once. @throws AppError invalidInput for one that nobody can come to */
export async function showEvent(
  m: Manager,
  { campaignId, activityId, shown }: Shown,
  coming: ComingAmong,
  by: string,
  now: string,
): Promise<void> {
  if (!shown) return remove(m, CampaignEventShown, { campaignId, activityId })
  const [known] = await coming(m, [activityId], now)
  if (!known) invalid({ activity: '这个活动没有公开，或者已经过了' })
  const row = { campaignId, activityId, addedBy: by, addedAt: now }
  await insert(m, CampaignEventShown, row).catch((error) => (isDuplicate(error) ? undefined : Promise.reject(error)))
}

import { readScene } from '@shared/core/scene'
import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { type Read, read } from '../../../core/reading'
import { Refusal } from '../../../core/refusal'
import { pathOf } from '../keeping'

/** What a campaign's page is opened with: its address, or what a code says. */
export type Opened = {
  slug?: string
  scene?: string
}

/** Reads the campaign that was asked for. A board's code says in which village it hangs: that is counted, who scanned it isn't. @throws Refusal */
export async function readCampaign({ slug, scene }: Opened): Promise<Read<CampaignView>> {
  if (!scene) return read(pathOf(slug ?? ''))
  const found = readScene(decodeURIComponent(scene))
  if (!found) throw new Refusal('notFound', '这个码不是专题的码，请再扫一次')
  return read(`/campaigns/scanned/${found.about}`, found.village ? `?village=${found.village}` : '')
}

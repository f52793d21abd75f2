import { AppError } from '@shared/core/errors'
import { DESKS } from '@shared/core/place'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { findOne, type Manager } from '../../core/database'
import { Campaign, CampaignText } from './campaign.entity'
import { keeps } from './kept-by'

interface Known {
  text: CampaignText
  campaign: Campaign
  mayWrite: boolean
}

export const noText = () => new AppError('notFound', '没有这篇稿件')

/** The desk of a county at which a caller reviews the texts of its campaigns; undefined when she sits at none. */
export function deskOf(caller: Caller, placeId: string, atlas: Atlas): (typeof DESKS)[number] | undefined {
  const county = atlas.find(placeId)?.chain.county
  const sits = (desk: string) => caller.grants.some(({ role, place }) => role === desk && atlas.find(place)?.chain.county === county)
  return DESKS.find(sits)
}

/** A text for who may write or review it. @throws AppError notFound */
export async function mustKnow(m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<Known> {
  const text = await findOne(m, CampaignText, { id })
  const campaign = text && (await findOne(m, Campaign, { id: text.campaignId }))
  if (!campaign) throw noText()
  const mayWrite = keeps(caller, campaign.placeId, atlas)
  if (!mayWrite && !deskOf(caller, campaign.placeId, atlas)) throw noText()
  return { text, campaign, mayWrite }
}

/** @throws AppError notFound unless her place keeps the campaign */
export async function mustKeep(m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<void> {
  const campaign = await findOne(m, Campaign, { id })
  if (!campaign || !keeps(caller, campaign.placeId, atlas)) throw new AppError('notFound', '没有这个专题')
}

/** @throws AppError notFound, notAllowed for who only reviews it */
export async function mustWrite(m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<Known> {
  const known = await mustKnow(m, caller, id, atlas)
  if (!known.mayWrite) throw new AppError('notAllowed', '稿件由办专题的妇联来写')
  return known
}

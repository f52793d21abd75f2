import { AppError, invalid } from '@shared/core/errors'
import type { Atlas } from '../../core/atlas'
import { findOne, type Manager, mustFind } from '../../core/database'
import type { EffectContext, Effects, Subject } from '../../core/kind-ports'
import { Campaign, CampaignText, CampaignVersion } from './campaign.entity'
import { latestOf, publishVersion } from './campaign.store'

/** The version that a case is about. @throws AppError invalidInput when there is none */
async function versionOf(m: Manager, { row, aboutId }: EffectContext): Promise<CampaignVersion> {
  const no = row.answers.no as number
  return (await findOne(m, CampaignVersion, { textId: aboutId as string, no })) ?? invalid({ no: '没有这一版' })
}

/**
 * What the moves of a publication do. Who hands a version in has written it: so nobody of the case has, and no reviewer can have.
 * @param checks whether a version must have passed WeChat's content check before anybody reviews it
 */
export const publicationEffects = (checks: boolean): Effects => ({
  'publication.submit': async (m, context) => {
    const { authorId, checked } = await versionOf(m, context)
    if (context.actor === 'system' || authorId !== context.actor.account) throw new AppError('notAllowed', '请由写这一版的人交稿')
    // What WeChat leaves to a person, the three reviewers judge.
    if (checks && (checked === null || checked === 'risky')) throw new AppError('notOpen', '这一版还没有通过微信的内容检查，请先检查再交')
    return {}
  },
  'publication.publish': async (m, context) => {
    const version = await versionOf(m, context)
    const text = await mustFind(m, CampaignText, { id: version.textId })
    const shown = text.publishedId === null ? undefined : await mustFind(m, CampaignVersion, { id: text.publishedId })
    if (shown && shown.no > version.no) throw new AppError('notOpen', '已经发布了更新的一版，这一版不用再发')
    await publishVersion(m, text.id, version.id, { by: context.actor === 'system' ? null : context.actor.account, now: context.now })
    return {}
  },
})

/** A text as what a publication is about. @throws AppError notFound */
export async function textSubject(m: Manager, id: string, atlas: Atlas): Promise<Subject> {
  const text = await findOne(m, CampaignText, { id })
  const version = text && (await latestOf(m, id))
  if (!text || !version) throw new AppError('notFound', '没有这篇稿件')
  const { placeId } = await mustFind(m, Campaign, { id: text.campaignId })
  const chain = atlas.find(placeId)?.chain
  if (!chain) throw new AppError('notFound', '没有这篇稿件')
  return { title: JSON.parse(version.content).title, places: chain, facts: {} }
}

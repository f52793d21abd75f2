import { AppError, invalid } from '@shared/core/errors'
import type { ArticleBody, CampaignBody, CampaignSeed, QuizBody } from '@shared/features/campaign/campaign.schema'
import { countUp } from '../../core/counting'
import { changeOne, find, findOne, insert, isDuplicate, type Manager, mustFind } from '../../core/database'
import { newId } from '../../core/ids'
import { Campaign, CampaignShelf, CampaignText, CampaignVersion } from './campaign.entity'

/** What each sort of text says; its address stands in the row. */
export interface Contents {
  frame: Omit<CampaignBody, 'slug'>
  article: Omit<ArticleBody, 'slug'>
  quiz: Omit<QuizBody, 'slug'>
}

/** Opens a campaign that says nothing yet. @throws AppError invalidInput when its address is taken */
export const openCampaign = (m: Manager, campaign: Campaign): Promise<void> => insert(m, Campaign, campaign).catch(taken)

interface NewText<S extends keyof Contents> {
  campaignId: string
  slug: string
  sort: S
  position: number
}

interface NewVersion {
  content: Contents[keyof Contents]
  /** the account that wrote it; null for what came with the product */
  author: string | null
  /** the number of the version that it follows, as its author had it open; 0 for the first */
  follows: number
  /** what readers are told was put right; empty for none */
  note: string
}

function taken(error: unknown): never {
  if (isDuplicate(error)) invalid({ slug: '这个网址已经有了，换一个' })
  throw error
}

/** Every process looks at this number: whatever readers see changes together with it, in the same unit. */
const turn = (m: Manager): Promise<void> => countUp(m, CampaignShelf, { id: 1, no: 1 }, 'no')

/** @throws AppError invalidInput when the address is taken */
export async function addText<S extends keyof Contents>(m: Manager, text: NewText<S>, now: string): Promise<string> {
  const id = newId(now)
  await insert(m, CampaignText, {
    ...text,
    id,
    publishedId: null,
    publishedAt: null,
    changedAt: null,
    changedBy: null,
    withdrawnFor: '',
  }).catch(taken)
  return id
}

/** The newest version of a text, public or not. */
export const latestOf = async (m: Manager, textId: string): Promise<CampaignVersion | undefined> =>
  (await find(m, CampaignVersion, { textId }, { order: { no: 'DESC' }, limit: 1 }))[0]

/** Writes the next version of a text. @returns its id @throws AppError staleVersion when somebody else has written it meanwhile */
export async function addVersion(m: Manager, textId: string, { content, author, follows, note }: NewVersion, now: string): Promise<string> {
  const last = await latestOf(m, textId)
  const stale = () => new AppError('staleVersion', '别人刚改过这篇，请打开最新的再改')
  if ((last?.no ?? 0) !== follows) throw stale()
  const row = { id: newId(now), textId, no: follows + 1, content: JSON.stringify(content), note, authorId: author, at: now, checked: null }
  await insert(m, CampaignVersion, row).catch((error) => Promise.reject(isDuplicate(error) ? stale() : error))
  return row.id
}

/** What is done to a text, and by whom; nobody for what came with the product. */
export interface Doing {
  by: string | null
  /** UTC ISO text */
  now: string
}

/**
 * Shows readers this version of a text from now on, unless they see a newer one.
 * @returns whether they see it
 * @throws AppError staleVersion when somebody has published or withdrawn a version in the same moment; Error when it is no version of
 *   the text (a defect)
 */
export async function publishVersion(m: Manager, textId: string, versionId: string, { by, now }: Doing): Promise<boolean> {
  const [text, version] = [await mustFind(m, CampaignText, { id: textId }), await mustFind(m, CampaignVersion, { id: versionId })]
  if (version.textId !== textId) throw new Error('a version of another text')
  const { publishedId: was } = text
  if (was !== null && (await mustFind(m, CampaignVersion, { id: was })).no > version.no) return false
  const set = { publishedId: versionId, publishedAt: text.publishedAt ?? now, changedAt: now, changedBy: by, withdrawnFor: '' }
  const still = was === null ? 'published_id IS NULL' : 'published_id = :was'
  const done = await changeOne(m, CampaignText, `id = :textId AND ${still}`, { textId, was }, set)
  if (!done) throw new AppError('staleVersion', '刚刚有人发布或撤下了这一篇，请看一眼再点')
  await turn(m)
  return true
}

/** Shows readers a text no longer; an opening takes the whole campaign with it. @throws AppError notOpen when nobody sees it anyway */
export async function withdrawText(m: Manager, textId: string, reason: string, { by, now }: Doing): Promise<void> {
  const set = { publishedId: null, changedAt: now, changedBy: by, withdrawnFor: reason }
  const was = await changeOne(m, CampaignText, 'id = :textId AND published_id IS NOT NULL', { textId }, set)
  if (!was) throw new AppError('notOpen', '这一篇现在没有公开')
  await turn(m)
}

/**
 * Stores a campaign that comes with the product, as texts that nobody has published.
 * @param placeId whose cadres keep it
 * @returns all of them, each with its only version
 * @throws AppError invalidInput when its address is taken
 */
async function draftCampaign(m: Manager, { campaign, articles, quiz }: CampaignSeed, placeId: string, now: string) {
  const { slug, ...frame } = campaign
  const campaignId = newId(now)
  await openCampaign(m, { id: campaignId, slug, placeId, createdAt: now })
  const drafts: { textId: string; versionId: string }[] = []
  const add = async <S extends keyof Contents>(sort: S, address: string, position: number, content: Contents[S]) => {
    const textId = await addText(m, { campaignId, slug: address, sort, position }, now)
    drafts.push({ textId, versionId: await addVersion(m, textId, { content, author: null, follows: 0, note: '' }, now) })
  }
  await add('frame', '', 0, frame)
  for (const [i, { slug: address, ...content }] of articles.entries()) await add('article', address, i + 1, content)
  const { slug: address, ...content } = quiz
  await add('quiz', address, articles.length + 1, content)
  return drafts
}

/** Stores a campaign that comes with the product and publishes all of it, in one unit: a demonstration has nobody who reviews it. @throws AppError invalidInput when its address is taken */
export async function storeCampaign(m: Manager, seed: CampaignSeed, placeId: string, now: string): Promise<void> {
  for (const { textId, versionId } of await draftCampaign(m, seed, placeId, now))
    await publishVersion(m, textId, versionId, { by: null, now })
}

/** Gives a county the campaigns that it lacks, to be reviewed there before anybody reads them. @returns the titles of the new ones */
export async function draftLacking(m: Manager, seeds: readonly CampaignSeed[], placeId: string, now: string): Promise<string[]> {
  const titles: string[] = []
  for (const seed of seeds) {
    if (await findOne(m, Campaign, { slug: seed.campaign.slug })) continue
    await draftCampaign(m, seed, placeId, now)
    titles.push(seed.campaign.title)
  }
  return titles
}

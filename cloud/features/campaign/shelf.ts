import type { ArticleView, CampaignRow, CampaignView, QuizView } from '@shared/features/campaign/campaign.api'
import type { PictureFiles } from '@shared/features/campaign/media.schema'
import { find, findTogether, type Manager } from '../../core/database'
import { Campaign, CampaignShelf, CampaignText, CampaignVersion } from './campaign.entity'
import type { Contents } from './campaign.store'
import { withLiveLinks } from './live-links'
import { blocksOf } from './markdown'
import type { CampaignMedia } from './media/media.entity'
import { MEDIA, mediaOf, pictureFilesOf, pictureFinder, recordingFileOf } from './media/showing'

/** One page that readers see, with the row that its readings are counted for. */
interface Shown<V> {
  textId: string
  view: V
}

/** A campaign with all that readers see of it. */
export interface ShownCampaign extends Shown<CampaignView> {
  /** whose cadres keep it */
  placeId: string
  articles: readonly Shown<ArticleView>[]
  quizzes: readonly Shown<QuizView>[]
}

/** Everything that readers see at one time, the latest campaign first. */
export type Shelf = readonly ShownCampaign[]

interface Published {
  page: CampaignText
  wording: CampaignVersion
  campaign: Campaign
}

const datesOf = ({ page, wording }: Published) => ({
  publishedAt: page.publishedAt as string,
  changedAt: page.changedAt as string,
  correction: wording.note,
})

export type NameOf = (place: string) => string
type Media = ReadonlyMap<string, CampaignMedia>

function articleOf(one: Published, campaign: CampaignRow, media: Media): Shown<ArticleView> {
  const { body, picture: named, recording: read, ...content }: Contents['article'] = JSON.parse(one.wording.content)
  const { id, slug } = one.page
  const blocks = blocksOf(body, pictureFinder(media))
  const [cover, recording] = [named && media.get(named), read && media.get(read)]
  const first = blocks.find((block) => block.sort === 'picture')
  const shared = cover ? pictureFilesOf(cover) : first && picturePartOf(first)
  const heard = recording ? { recording: recordingFileOf(recording) } : {}
  return { textId: id, view: { campaign, slug, ...content, ...datesOf(one), blocks, ...(shared && { cover: shared }), ...heard } }
}

const picturePartOf = ({ base, widths, width, height, pass }: PictureFiles): PictureFiles => ({ base, widths, width, height, pass })

function quizOf(one: Published, campaign: CampaignRow, leaveNow: boolean): Shown<QuizView> {
  const content: Contents['quiz'] = JSON.parse(one.wording.content)
  const { id, slug } = one.page
  return { textId: id, view: { campaign, slug, no: one.wording.no, ...content, ...datesOf(one), leaveNow } }
}

function campaignOf(frame: Published, pages: readonly Published[], media: Media, nameOf: NameOf): ShownCampaign {
  const { lead, ...told }: Contents['frame'] = JSON.parse(frame.wording.content)
  const { slug, placeId } = frame.campaign
  const row: CampaignRow = { slug, ...told, placeId, place: nameOf(placeId) }
  const ofSort = (sort: CampaignText['sort']) => pages.filter(({ page }) => page.sort === sort)
  const articles = ofSort('article').map((one) => articleOf(one, row, media))
  const leaveNow = articles.some(({ view }) => view.leaveNow)
  const quizzes = ofSort('quiz').map((one) => quizOf(one, row, leaveNow))
  const changes = pages.map(({ page }) => page.changedAt as string).sort()
  const view: CampaignView = {
    ...{ ...row, id: frame.campaign.id, lead, leaveNow, changedAt: changes.at(-1) as string, correction: frame.wording.note },
    texts: articles.map(({ view: { slug, sort, title, summary } }) => ({ slug, sort, title, summary })),
    quizzes: quizzes.map(({ view: { slug, title, questions } }) => ({ slug, title, count: questions.length })),
    events: [],
  }
  return { textId: frame.page.id, placeId, view, articles, quizzes }
}

/** Characters. */
const HASH = 32

const PUBLISHED = `campaign_text page JOIN campaign_version wording ON wording.id = page.published_id
  JOIN campaign campaign ON campaign.id = page.campaign_id ORDER BY page.campaign_id, page.position, page.id`

/** Reads all that is published, in one statement: what is seen together was public together. @param nameOf what a place is called */
export async function readShelf(m: Manager, nameOf: NameOf): Promise<Shelf> {
  const of = { page: CampaignText, wording: CampaignVersion, campaign: Campaign }
  const rows = (await findTogether(m, of, PUBLISHED, {})) as Published[]
  // What a version shows never changes: it may be read after it.
  const media = await mediaOf(
    m,
    rows.map(({ wording }) => JSON.parse(wording.content)),
  )
  const frames = rows.filter(({ page }) => page.sort === 'frame')
  const shown = frames.map((frame) =>
    campaignOf(
      frame,
      rows.filter(({ page }) => page.campaignId === frame.page.campaignId),
      media,
      nameOf,
    ),
  )
  return shown.sort((a, b) => (a.view.from < b.view.from ? 1 : -1)).map(withLiveLinks(shown))
}

/** The number that grows with everything that changes for readers. */
export const shelfNumber = async (m: Manager): Promise<number> => (await find(m, CampaignShelf, { id: 1 }))[0]?.no ?? 0

/** The hashes of all pictures and recordings that readers are shown. */
export function hashesOf(shelf: Shelf): ReadonlySet<string> {
  const views = shelf.flatMap(({ articles }) => articles.map(({ view }) => view))
  const addresses = views.flatMap(({ blocks, cover, recording }) => [
    ...blocks.flatMap((block) => (block.sort === 'picture' ? [block.base] : [])),
    ...(cover ? [cover.base] : []),
    ...(recording ? [recording.src] : []),
  ])
  return new Set(addresses.map((address) => address.slice(MEDIA.length, MEDIA.length + HASH)))
}

import { AppError } from '@shared/core/errors'
import { covers } from '@shared/core/place'
import type { ArticleView, CampaignReads, CampaignRow, CampaignView, QuizView } from '@shared/features/campaign/campaign.api'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database } from '../../core/database'
import { CampaignRead } from './campaign.entity'
import type { Kept } from './keeper'
import type { Reads } from './reads'
import type { Shelf, ShownCampaign } from './shelf'

export interface Campaigns {
  /** all that are public, the latest first */
  list(): Promise<{ items: CampaignRow[]; next: null }>
  /** @param village whose board brought the reader @throws AppError notFound */
  show(slug: string, village: string | undefined): Promise<CampaignView>
  /** @throws AppError notFound */
  article(slug: string, page: string): Promise<ArticleView>
  /** @throws AppError notFound */
  quiz(slug: string, page: string): Promise<QuizView>
  /** how often its pages were opened, for the cadres of its place @throws AppError notFound */
  reads(caller: Caller, slug: string): Promise<CampaignReads>
}

const gone = () => new AppError('notFound', '没有这一页，也可能已经撤下')

const rowOf = ({ slug, title, theme, cover, from, until }: CampaignView): CampaignRow => ({ slug, title, theme, cover, from, until })

/** Readings of all pages of a campaign, by village and in all. */
async function readsOf(db: Database, { textId, articles, quizzes }: ShownCampaign, atlas: Atlas): Promise<CampaignReads> {
  const ids = [textId, ...[...articles, ...quizzes].map((one) => one.textId)]
  const rows = await db.read
    .createQueryBuilder(CampaignRead, 'r')
    .select('r.village_id', 'village')
    .addSelect('SUM(r.times)', 'times')
    .where('r.text_id IN (:...ids)', { ids })
    .groupBy('r.village_id')
    .getRawMany<{ village: string; times: number | string }>()
  const all = rows.map(({ village, times }) => ({ village, times: Number(times) }))
  const boards = all.filter(({ village }) => village !== '').map((one) => ({ ...one, name: atlas.nameOf(one.village) }))
  return {
    times: all.reduce((sum, { times }) => sum + times, 0),
    boards: boards.sort((a, b) => b.times - a.times || (a.village < b.village ? -1 : 1)),
  }
}

/** What readers of the mini-program are given: from the same shelf as the pages, so that both say the same. */
export function campaignsService(db: Database, shelf: Kept<Shelf>, atlasOf: () => Promise<Atlas>, seen: Reads['seen']): Campaigns {
  const find = async (slug: string): Promise<ShownCampaign> => {
    const found = (await shelf()).find(({ view }) => view.slug === slug)
    if (!found) throw gone()
    return found
  }
  const among = <V extends { slug: string }>(pages: readonly { textId: string; view: V }[], page: string): V => {
    const found = pages.find(({ view }) => view.slug === page)
    if (!found) throw gone()
    seen(found.textId, undefined)
    return found.view
  }
  return {
    list: async () => ({ items: (await shelf()).map(({ view }) => rowOf(view)), next: null }),
    show: async (slug, village) => {
      const { textId, view } = await find(slug)
      seen(textId, village)
      return view
    },
    article: async (slug, page) => among((await find(slug)).articles, page),
    quiz: async (slug, page) => among((await find(slug)).quizzes, page),
    reads: async (caller, slug) => {
      const [campaign, atlas] = [await find(slug), await atlasOf()]
      const chain = atlas.find(campaign.placeId)?.chain
      if (!chain || !caller.grants.some((grant) => covers(grant.place, chain))) throw gone()
      return readsOf(db, campaign, atlas)
    },
  }
}

import { AppError, invalid } from '@shared/core/errors'
import { covers } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import {
  type ArticleView,
  type CampaignReads,
  type CampaignRow,
  type CampaignView,
  FEWEST_TOLD,
  type QuizView,
} from '@shared/features/campaign/campaign.api'
import { inSeason } from '@shared/features/campaign/nearest'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Database } from '../../core/database'
import { CampaignRead } from './campaign.entity'
import { type Choices, choicesIn } from './choices'
import type { Codes } from './codes'
import type { Kept } from './keeper'
import type { BoardPoster } from './posters'
import type { Reads } from './reads'
import type { Shelf, ShownCampaign } from './shelf'

export interface Campaigns {
  /** all that are public, those of these days first */
  list(): Promise<{ items: CampaignRow[]; next: null }>
  /** @param village whose board brought the reader @throws AppError notFound */
  show(slug: string, village: string | undefined): Promise<CampaignView>
  /** the one that a code leads to, by its id @throws AppError notFound */
  scanned(id: string, village: string | undefined): Promise<CampaignView>
  /** the picture of a code for a poster; for a village's board only for its cadres @throws AppError notFound, invalidInput, notOpen */
  code(caller: Caller, slug: string, village: string | undefined): Promise<Buffer>
  /** a poster for a village's board, to print, for its cadres @throws AppError notFound, invalidInput, busy, tooMany, unreachable */
  poster(caller: Caller, slug: string, village: string, as: 'a4' | 'a3'): Promise<Buffer>
  /** @param ahead it is fetched for later: not counted @throws AppError notFound */
  article(slug: string, page: string, ahead: boolean): Promise<ArticleView>
  /** @throws AppError notFound */
  quiz(slug: string, page: string, ahead: boolean): Promise<QuizView>
  /** what somebody has chosen in a quiz, without who @throws AppError notFound */
  chose(slug: string, page: string, chosen: Parameters<Choices['chose']>[2]): Promise<void>
  /** how often its pages were opened, for the cadres of its place @throws AppError notFound */
  reads(caller: Caller, slug: string): Promise<CampaignReads>
}

const gone = () => new AppError('notFound', '没有这一页，也可能已经撤下')

const rowOf = ({ slug, title, theme, cover, from, until, placeId, place }: CampaignView): CampaignRow => ({
  ...{ slug, title, theme, cover, from, until, placeId, place },
})

const DAYS_SHOWN = 14

/** Readings of all pages of a campaign, by village, by day and in all. */
async function readsOf(db: Database, shown: ShownCampaign, atlas: Atlas): Promise<CampaignReads> {
  const { textId, articles, quizzes } = shown
  const ids = [textId, ...[...articles, ...quizzes].map((one) => one.textId)]
  const sums = () => db.read.createQueryBuilder(CampaignRead, 'r').select('SUM(r.times)', 'times').where('r.text_id IN (:...ids)', { ids })
  type Sum<Name extends string> = Record<Name, string> & { times: number | string }
  const rows = await sums().addSelect('r.village_id', 'village').groupBy('r.village_id').getRawMany<Sum<'village'>>()
  const byDay = sums().addSelect('r.day', 'day').groupBy('r.day').orderBy('r.day', 'DESC').limit(DAYS_SHOWN)
  const days = await byDay.getRawMany<Sum<'day'>>()
  const all = rows.map(({ village, times }) => ({ village, times: Number(times) }))
  const known = all.filter(({ village }) => village !== '').sort((a, b) => b.times - a.times || (a.village < b.village ? -1 : 1))
  const boards = known.map(({ village, times }) => ({ village, name: atlas.nameOf(village), times: times < FEWEST_TOLD ? null : times }))
  return {
    times: all.reduce((sum, { times }) => sum + times, 0),
    boards,
    days: days.map(({ day, times }) => ({ day, times: Number(times) })),
    quizzes: await choicesIn(db, shown),
  }
}

interface Parts {
  db: Database
  shelf: Kept<Shelf>
  atlasOf: () => Promise<Atlas>
  seen: Reads['seen']
  chose: Choices['chose']
  /** UTC ISO text */
  now: () => string
  codes: Codes
  boardPoster: BoardPoster
}

/** What readers of the mini-program are given: from the same shelf as the pages, so that both say the same. */
export function campaignsService({ db, shelf, atlasOf, seen, chose, codes, boardPoster, now }: Parts): Campaigns {
  const findBy = async (name: 'slug' | 'id', value: string): Promise<ShownCampaign> => {
    const found = (await shelf()).find(({ view }) => view[name] === value)
    if (!found) throw gone()
    return found
  }
  const find = (slug: string) => findBy('slug', slug)
  const ours = async (caller: Caller, slug: string) => {
    const [campaign, atlas] = [await find(slug), await atlasOf()]
    const chain = atlas.find(campaign.placeId)?.chain
    if (!chain || !caller.grants.some((grant) => covers(grant.place, chain))) throw gone()
    return { campaign, atlas }
  }
  const boardOf = async (caller: Caller, slug: string, village: string) => {
    const { campaign, atlas } = await ours(caller, slug)
    if (atlas.find(village)?.level !== 'village') invalid({ village: '没有这个村，请重新选择' })
    return { campaign, board: { id: village, name: atlas.nameOf(village) } }
  }
  const among = <V extends { slug: string }>(pages: readonly { textId: string; view: V }[], page: string, ahead: boolean): V => {
    const found = pages.find(({ view }) => view.slug === page)
    if (!found) throw gone()
    if (!ahead) seen(found.textId, undefined)
    return found.view
  }
  const opened = ({ textId, view }: ShownCampaign, village: string | undefined) => {
    seen(textId, village)
    return view
  }
  return {
    list: async () => ({
      items: inSeason(
        (await shelf()).map(({ view }) => rowOf(view)),
        dayOf(now()),
      ),
      next: null,
    }),
    show: async (slug, village) => opened(await find(slug), village),
    scanned: async (id, village) => opened(await findBy('id', id), village),
    code: async (caller, slug, village) => {
      if (village === undefined) return codes((await find(slug)).view, undefined)
      const { campaign } = await boardOf(caller, slug, village)
      return codes(campaign.view, village)
    },
    poster: async (caller, slug, village, as) => {
      const { campaign, board } = await boardOf(caller, slug, village)
      return boardPoster(campaign, board, as, caller.account)
    },
    article: async (slug, page, ahead) => among((await find(slug)).articles, page, ahead),
    quiz: async (slug, page, ahead) => among((await find(slug)).quizzes, page, ahead),
    chose: async (slug, page, chosen) => {
      const quiz = (await find(slug)).quizzes.find(({ view }) => view.slug === page)
      if (!quiz) throw gone()
      chose(quiz.textId, quiz.view, chosen)
    },
    reads: async (caller, slug) => {
      const { campaign, atlas } = await ours(caller, slug)
      return readsOf(db, campaign, atlas)
    },
  }
}

import { AppError } from '@shared/core/errors'
import type { Context } from 'koa'
import { sha256 } from '../../core/ids'
import type { Press } from '../../core/press'
import type { Codes } from './codes'
import type { Kept } from './keeper'
import type { CampaignPosterOrder } from './poster.paper'
import type { Shelf, ShownCampaign } from './shelf'

/** The posters of a campaign: the last part of the address, how it is called on the page, what the press is asked for. */
export const POSTERS = [
  { name: 'poster.pdf', label: '海报（A4）', as: 'a4', type: 'application/pdf' },
  { name: 'poster-a3.pdf', label: '海报（A3）', as: 'a3', type: 'application/pdf' },
  { name: 'poster.png', label: '海报图片', as: 'picture', type: 'image/png' },
] as const

const PATH = /^\/c\/([a-z0-9-]{1,60})\/(poster(?:-a3)?\.(?:pdf|png))$/
/** For the press all readers together are one who waits: they never keep cadres from printing. */
const READERS = 'readers'

interface Made {
  /** over all that stands on it */
  mark: string
  paper: Promise<Buffer>
}

interface Parts {
  shelf: Kept<Shelf>
  codes: Codes
  press: Press<CampaignPosterOrder>
}

/** A village on whose board a poster is to hang. */
interface Board {
  id: string
  name: string
}

const toldOf = ({ view }: ShownCampaign): CampaignPosterOrder['told'] => {
  const { title, theme, lead, cover, texts } = view
  return { title, theme, lead, cover, texts: texts.map((text) => text.title) }
}

/** A code where one can be made: a poster without one has a place for it. */
const codeOf = (codes: Codes, { view }: ShownCampaign, village?: string): Promise<{ code?: Uint8Array }> =>
  codes(view, village).then(
    (code) => ({ code }),
    (error) => (error instanceof AppError ? {} : Promise.reject(error)),
  )

/** Prints the poster of one village's board, whose code counts for it; `account` is the cadre who wants it. */
export type BoardPoster = (campaign: ShownCampaign, board: Board, as: 'a4' | 'a3', account: string) => Promise<Buffer>

export const boardPosterOf =
  ({ codes, press }: Pick<Parts, 'codes' | 'press'>): BoardPoster =>
  async (campaign, { id, name }, as, account) => {
    const told = { ...toldOf(campaign), village: name, ...(await codeOf(codes, campaign, id)) }
    return press.print({ paper: 'campaignPoster', as, told }, campaign.view.changedAt, account)
  }

/**
 * Posters for anybody: each is printed once for what the campaign says now and kept, so that asking again costs the press nothing.
 * @returns whether the path was one of theirs and has been answered @throws AppError busy, tooMany, unreachable
 */
export function postersOf({ shelf, codes, press }: Parts): (ctx: Context) => Promise<boolean> {
  const kept = new Map<string, Made>()
  const print = async (campaign: ShownCampaign, as: CampaignPosterOrder['as']) => {
    const told = { ...toldOf(campaign), ...(await codeOf(codes, campaign)) }
    // Dated by the campaign, not by who asks: the same poster has the same bytes.
    return press.print({ paper: 'campaignPoster', as, told }, campaign.view.changedAt, READERS)
  }
  return async (ctx) => {
    const [, slug, name] = PATH.exec(ctx.path) ?? []
    const sort = POSTERS.find((one) => one.name === name)
    if (!sort) return false
    const all = await shelf()
    const campaign = all.find(({ view }) => view.slug === slug)
    if (!campaign) return false
    const mark = sha256(JSON.stringify([toldOf(campaign), sort.as])).slice(0, 22)
    const key = `${slug} ${sort.name}`
    let made = kept.get(key)
    if (made?.mark !== mark) {
      for (const old of kept.keys()) if (!all.some(({ view }) => old.startsWith(`${view.slug} `))) kept.delete(old)
      made = { mark, paper: print(campaign, sort.as) }
      kept.set(key, made)
      made.paper.catch(() => kept.get(key)?.mark === mark && kept.delete(key))
    }
    const paper = await made.paper
    ctx.set({ etag: `"${mark}"`, 'cache-control': 'no-cache', 'content-disposition': `inline; filename="${slug}-${sort.name}"` })
    ctx.type = sort.type
    ctx.status = 200
    if (ctx.fresh) ctx.status = 304
    else ctx.body = paper
    return true
  }
}

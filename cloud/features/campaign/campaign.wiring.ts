import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import type { Press } from '../../core/press'
import type { Storage } from '../../core/storage'
import type { CheckText } from '../../core/words'
import type { ApprovalOrder } from './approval.paper'
import { type ApprovalPorts, approvalSheet } from './approval.service'
import { campaignRoutes } from './campaign.routes'
import { campaignsService } from './campaign.service'
import { type CodePorts, codesOf } from './codes'
import { approvalRoutes, deskRoutes } from './desk.routes'
import { type DeskPorts, deskService } from './desk.service'
import { keptWhile } from './keeper'
import { mediaPages } from './media/media.pages'
import { mediaRoutes } from './media/media.routes'
import { type AskAboutMedia, mediaDesk } from './media/media.service'
import { passesOf } from './media/passes'
import type { CampaignPosterOrder } from './poster.paper'
import { postersOf } from './posters'
import { publicationEffects, textSubject } from './publication.effects'
import { readsOf } from './reads'
import { remarkRoutes } from './remarks.routes'
import { remarksService } from './remarks.service'
import { hashesOf, readShelf, type Shelf, shelfNumber } from './shelf'
import { campaignPages, type Pages } from './web/pages'
import { renderPages } from './web/rendering'

interface Parts extends CodePorts, Omit<DeskPorts, 'passes'>, Omit<ApprovalPorts, 'press'> {
  press: Press<ApprovalOrder | CampaignPosterOrder>
  db: Database
  atlas: () => Promise<Atlas>
  now: () => string
  /** how often this process looks whether anything has changed for readers, in ms */
  keptMs: number
  /** WeChat's content check; nothing where WeChat is not configured */
  checkText: CheckText | undefined
  /** asks WeChat about pictures and recordings; nothing where it could not answer */
  askAboutMedia: AskAboutMedia | undefined
  /** where pictures and recordings lie */
  storage: Storage
  /** signs the addresses of what is not public yet */
  fileKey: Buffer
}

/** Campaigns as one: what is published, made once and kept, for the pages and for the mini-program alike. */
export function campaignsOf({ db, atlas, now, keptMs, publicUrl, qrCode, checkText, askAboutMedia, storage, fileKey, ...ports }: Parts) {
  const made = keptWhile<{ shelf: Shelf; pages: Pages; shown: ReadonlySet<string> }>(
    keptMs,
    () => shelfNumber(db.read),
    async (before) => {
      const shelf = await readShelf(db.read)
      return { shelf, pages: await renderPages(shelf, publicUrl, before?.pages), shown: hashesOf(shelf) }
    },
  )
  const checks = checkText !== undefined
  const reads = readsOf(db, atlas, now)
  const codes = codesOf({ qrCode, publicUrl })
  const campaigns = campaignsService({
    ...{ db, atlasOf: atlas, seen: reads.seen },
    shelf: async () => (await made()).shelf,
    codes,
  })
  const passes = passesOf(fileKey)
  const media = mediaDesk({ db, storage, passes, ask: askAboutMedia, publicUrl })
  const desk = deskService(db, checks, { ...ports, passes })
  return {
    routes: [
      ...campaignRoutes(campaigns),
      ...deskRoutes({ desk, media, atlas, checkText }),
      ...mediaRoutes(media, atlas),
      ...remarkRoutes(remarksService(), desk, atlas),
      ...approvalRoutes(approvalSheet(db, ports)),
    ],
    subject: textSubject,
    effects: publicationEffects(checks, askAboutMedia !== undefined),
    pages: campaignPages({
      pages: async () => (await made()).pages,
      seen: reads.seen,
      media: mediaPages({ storage, passes, now, shown: async () => (await made()).shown }),
      poster: postersOf({ shelf: async () => (await made()).shelf, codes, press: ports.press }),
    }),
    media,
    countReads: reads.flush,
  }
}

import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import type { Press } from '../../core/press'
import type { Storage } from '../../core/storage'
import type { CheckText } from '../../core/words'
import type { ApprovalOrder } from './approval.paper'
import { type ApprovalPorts, approvalSheet } from './approval.service'
import { campaignRoutes } from './campaign.routes'
import { campaignsService } from './campaign.service'
import { choicesOf } from './choices'
import { type CodePorts, codesOf } from './codes'
import { approvalRoutes, deskRoutes } from './desk.routes'
import { type DeskPorts, deskService } from './desk.service'
import { readEvents } from './events'
import { type Given, givenOf } from './given'
import { keptWhile } from './keeper'
import { USUAL_HOSTS } from './link-check'
import { mediaPages } from './media/media.pages'
import { mediaRoutes } from './media/media.routes'
import { type AskAboutMedia, mediaDesk } from './media/media.service'
import { passesOf } from './media/passes'
import type { CampaignPosterOrder } from './poster.paper'
import { boardPosterOf, postersOf } from './posters'
import { publicationEffects, textSubject } from './publication.effects'
import { readsOf } from './reads'
import { remarkRoutes } from './remarks.routes'
import { remarksService } from './remarks.service'
import { shelfNumber } from './shelf'
import { campaignPages } from './web/pages'

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
  /** whether a browser can send forms: only in a demonstration it can say who somebody is */
  hasForms: boolean
  /** sites that texts may lead to, with all below them; the usual ones where a county names none */
  linkHosts: readonly string[] | undefined
}

/** Campaigns as one: what is published, made once and kept, for the pages and for the mini-program alike. */
export function campaignsOf({ db, atlas, now, keptMs, publicUrl, qrCode, checkText, askAboutMedia, storage, fileKey, ...more }: Parts) {
  const { linkHosts = USUAL_HOSTS, hasForms, ...ports } = more
  const standing = async () => ({ no: await shelfNumber(db.read), events: await readEvents(db.read, ports.coming, now()) })
  const made = keptWhile<Given>(
    keptMs,
    // Seats are taken and days go by without anybody's publishing something.
    async () => {
      const { no, events } = await standing()
      return JSON.stringify([no, dayOf(now()), [...events]])
    },
    async (before) => {
      const at = { origin: publicUrl, day: dayOf(now()), hasCode: qrCode !== undefined, hasForms, atlas: await atlas() }
      return givenOf(db.read, await standing(), at, before)
    },
  )
  const checks = checkText !== undefined
  const reads = readsOf(db, atlas, now)
  const codes = codesOf({ qrCode, publicUrl })
  const choices = choicesOf(db, now)
  const campaigns = campaignsService({
    ...{ db, atlasOf: atlas, seen: reads.seen, chose: choices.chose, now },
    shelf: async () => (await made()).shelf,
    codes,
    boardPoster: boardPosterOf({ codes, press: ports.press }),
  })
  const passes = passesOf(fileKey)
  const media = mediaDesk({ db, storage, passes, ask: askAboutMedia, publicUrl })
  const desk = deskService(db, checks, linkHosts, { ...ports, now, passes })
  return {
    routes: [
      ...campaignRoutes(campaigns),
      ...deskRoutes({ desk, media, atlas, checkText }),
      ...mediaRoutes(media, atlas),
      ...remarkRoutes(remarksService(), desk, atlas),
      ...approvalRoutes(approvalSheet(db, ports)),
    ],
    subject: textSubject,
    effects: publicationEffects(checks, askAboutMedia !== undefined, linkHosts),
    pages: campaignPages({
      pages: async () => (await made()).pages,
      seen: reads.seen,
      media: mediaPages({ storage, passes, now, shown: async () => (await made()).shown }),
      poster: postersOf({ shelf: async () => (await made()).shelf, codes, press: ports.press }),
    }),
    media,
    countReads: async () => (await reads.flush()) + (await choices.flush()),
  }
}

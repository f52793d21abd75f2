import { dayOf } from '@shared/core/time'
import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import type { CheckText } from '../../core/words'
import { type ApprovalPorts, approvalSheet } from './approval.service'
import { campaignRoutes } from './campaign.routes'
import { campaignsService } from './campaign.service'
import { choicesOf } from './choices'
import { type CodePorts, codesOf } from './codes'
import { approvalRoutes, deskRoutes } from './desk.routes'
import { type DeskPorts, deskService } from './desk.service'
import { readEvents, withEvents } from './events'
import { keptWhile } from './keeper'
import { USUAL_HOSTS } from './link-check'
import { publicationEffects, textSubject } from './publication.effects'
import { readsOf } from './reads'
import { readShelf, type Shelf, shelfNumber } from './shelf'
import { campaignPages, type Pages } from './web/pages'
import { renderPages } from './web/rendering'

interface Parts extends CodePorts, DeskPorts, ApprovalPorts {
  db: Database
  atlas: () => Promise<Atlas>
  now: () => string
  /** how often this process looks whether anything has changed for readers, in ms */
  keptMs: number
  /** WeChat's content check; nothing where WeChat is not configured */
  checkText: CheckText | undefined
  /** sites that texts may lead to, with all below them; the usual ones where a county names none */
  linkHosts: readonly string[] | undefined
}

/** Campaigns as one: what is published, made once and kept, for the pages and for the mini-program alike. */
export function campaignsOf({ db, atlas, now, keptMs, publicUrl, checkText, linkHosts = USUAL_HOSTS, ...ports }: Parts) {
  const events = () => readEvents(db.read, ports.coming, now())
  const made = keptWhile<{ shelf: Shelf; pages: Pages }>(
    keptMs,
    // Seats are taken and days go by without anybody's publishing something.
    async () => JSON.stringify([await shelfNumber(db.read), dayOf(now()), [...(await events())]]),
    async (before) => {
      const shelf = withEvents(await readShelf(db.read), await events())
      const at = { origin: publicUrl, day: dayOf(now()), hasCode: ports.qrCode !== undefined }
      return { shelf, pages: await renderPages(shelf, at, before?.pages) }
    },
  )
  const checks = checkText !== undefined
  const reads = readsOf(db, atlas, now)
  const choices = choicesOf(db, now)
  const campaigns = campaignsService({
    ...{ db, atlasOf: atlas, seen: reads.seen, chose: choices.chose, now },
    shelf: async () => (await made()).shelf,
    codes: codesOf({ qrCode: ports.qrCode, publicUrl }),
  })
  return {
    routes: [
      ...campaignRoutes(campaigns),
      ...deskRoutes(deskService(db, checks, linkHosts, { ...ports, now }), atlas, checkText),
      ...approvalRoutes(approvalSheet(db, ports)),
    ],
    subject: textSubject,
    effects: publicationEffects(checks, linkHosts),
    pages: campaignPages(async () => (await made()).pages, reads.seen),
    countReads: async () => (await reads.flush()) + (await choices.flush()),
  }
}

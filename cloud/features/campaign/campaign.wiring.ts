import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import type { CheckText } from '../../core/words'
import { type ApprovalPorts, approvalSheet } from './approval.service'
import { campaignRoutes } from './campaign.routes'
import { campaignsService } from './campaign.service'
import { type CodePorts, codesOf } from './codes'
import { approvalRoutes, deskRoutes } from './desk.routes'
import { type DeskPorts, deskService } from './desk.service'
import { keptWhile } from './keeper'
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
}

/** Campaigns as one: what is published, made once and kept, for the pages and for the mini-program alike. */
export function campaignsOf({ db, atlas, now, keptMs, publicUrl, qrCode, checkText, ...ports }: Parts) {
  const made = keptWhile<{ shelf: Shelf; pages: Pages }>(
    keptMs,
    () => shelfNumber(db.read),
    async (before) => {
      const shelf = await readShelf(db.read)
      return { shelf, pages: await renderPages(shelf, publicUrl, before?.pages) }
    },
  )
  const checks = checkText !== undefined
  const reads = readsOf(db, atlas, now)
  const campaigns = campaignsService({
    ...{ db, atlasOf: atlas, seen: reads.seen },
    shelf: async () => (await made()).shelf,
    codes: codesOf({ qrCode, publicUrl }),
  })
  return {
    routes: [
      ...campaignRoutes(campaigns),
      ...deskRoutes(deskService(db, checks, ports), atlas, checkText),
      ...approvalRoutes(approvalSheet(db, ports)),
    ],
    subject: textSubject,
    effects: publicationEffects(checks),
    pages: campaignPages(async () => (await made()).pages, reads.seen),
    countReads: reads.flush,
  }
}

import path from 'node:path'
import type { Logger } from 'pino'
import { type FontFiles, findFonts } from './core/font-files'
import { type Press, pressOf } from './core/press'
import type { Order as ActivityOrder } from './features/activity/papers.order'
import type { ApprovalOrder } from './features/campaign/approval.paper'
import type { CampaignPosterOrder } from './features/campaign/poster.paper'

/** What the press is asked for, by whichever feature. */
export type Order = ActivityOrder | ApprovalOrder | CampaignPosterOrder

/** The program of the press, beside this file in the sources and beside the server in the bundle. */
const PROCESS = __filename.endsWith('.ts') ? 'paper.process.ts' : 'paper.process.js'

/** Prints papers; without a Chinese font only that is missing, and the log says so. */
export function openPress(named: FontFiles | undefined, log: Pick<Logger, 'warn'>): Press<Order> {
  const fonts = findFonts(named)
  if (!fonts) log.warn('no Chinese font: posters, forms, certificates and sheets cannot be printed (fonts-noto-cjk, or PAPER_FONT)')
  return pressOf<Order>(fonts, path.join(__dirname, PROCESS))
}

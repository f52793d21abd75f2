import { AppError } from '@shared/core/errors'
import { sceneOf } from '@shared/core/scene'
import type { CampaignView } from '@shared/features/campaign/campaign.api'
import sharp from 'sharp'
import { qrInks } from '../../core/qr'
import { pathOf } from './web/pages.html'

/** The page that a code opens. */
const PAGE = 'features/campaign/campaign/index'
const [PIXELS, EDGE] = [430, 40]
const MOST = 500

export interface CodePorts {
  /** a mini-program code; nothing where no mini-program is configured */
  qrCode: ((code: { scene: string; page: string }) => Promise<Buffer>) | undefined
  /** where the pages are open to everybody */
  publicUrl: string | undefined
}

/** The picture of a code, kept once it is made. @throws AppError notOpen where neither a mini-program nor pages are configured */
export type Codes = (campaign: CampaignView, village: string | undefined) => Promise<Buffer>

/** An address as a code for any telephone's camera. */
function addressCode(address: string): Promise<Buffer> {
  const inks = qrInks(address, { x: EDGE, y: EDGE, size: PIXELS - 2 * EDGE })
  const cells = inks.map((ink) => (ink.ink === 'box' ? `M${ink.x} ${ink.y}h${ink.w}v${ink.h}h${-ink.w}z` : '')).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PIXELS}" height="${PIXELS}"><rect width="100%" height="100%" fill="#fff"/><path d="${cells}"/></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()
}

/** Codes that lead to a campaign, in the mini-program or else on its page; one that names a village counts for its board. */
export function codesOf({ qrCode, publicUrl }: CodePorts): Codes {
  const kept = new Map<string, Promise<Buffer>>()
  const make = (id: string, slug: string, village: string | undefined) => {
    if (qrCode) return qrCode({ scene: sceneOf(id, village), page: PAGE })
    if (publicUrl === undefined) throw new AppError('notOpen', '还没有配置小程序或网址，做不出码')
    return addressCode(`${publicUrl}${pathOf(slug)}${village ? `?v=${village}` : ''}`)
  }
  return async ({ id, slug }, village) => {
    const key = `${id} ${village ?? ''}`
    const known = kept.get(key)
    if (known) return known
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size >= MOST) kept.delete(oldest)
    const code = make(id, slug, village)
    kept.set(key, code)
    code.catch(() => kept.delete(key))
    return code
  }
}

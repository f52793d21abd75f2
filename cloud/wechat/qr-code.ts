import { AppError } from '@shared/core/errors'
import { refusal, unreadable } from './answer'
import type { Call } from './call'

export interface QrCode {
  /** 1 to 32 of the characters that WeChat allows; `%` is not one of them */
  scene: string
  /** without a leading slash and without a query, e.g. `pages/apply/index` */
  page: string
  /** which build it opens; formal if not said */
  state?: 'developer' | 'trial' | 'formal'
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const PAGE = /^[^/?#][^?#]*$/
const UNKNOWN_PAGE = 41030
const VERSIONS = { developer: 'develop', trial: 'trial', formal: 'release' }

/**
 * The picture of a mini-program code that never expires (POST /wxa/getwxacodeunlimit). Only the formal build's pages are checked,
 * since WeChat knows no others: before the mini-program is released it knows none at all.
 * @throws RangeError for a scene or page that WeChat would refuse; AppError notOpen while the page is not released, unreachable or tooMany
 */
export async function qrCode(call: Call, { scene, page, state = 'formal' }: QrCode): Promise<Buffer> {
  if (!SCENE.test(scene)) throw new RangeError('the scene of a QR code is 1 to 32 visible characters without %')
  if (!PAGE.test(page)) throw new RangeError('the page of a QR code has no leading slash and no query')
  const body = { scene, page, check_path: state === 'formal', env_version: VERSIONS[state] }
  const answer = await call('/wxa/getwxacodeunlimit', body)
  if (answer.code === UNKNOWN_PAGE) throw new AppError('notOpen', '小程序发布以后才有码，请发布了再来')
  if (answer.code !== 0) throw refusal(`QR code of ${page}`, answer)
  if (!answer.image) throw refusal('QR code', unreadable)
  return answer.image
}

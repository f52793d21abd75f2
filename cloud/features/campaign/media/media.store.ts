import { AppError, invalid } from '@shared/core/errors'
import { ALT_MAX, CAPTION_MAX, MOST_PICTURES } from '@shared/features/campaign/media.schema'
import { picturesIn } from '@shared/features/campaign/picture-line'
import { changeOne, type Manager } from '../../../core/database'
import type { Contents } from '../campaign.store'
import type { CampaignMedia as Media } from './media.entity'
import { CampaignMedia } from './media.entity'
import { mediaNamed, mediaOf } from './showing'

/** What is wrong with how a text names its pictures; undefined when nothing is. */
function problemIn(body: string): string | undefined {
  const { pictures, broken } = picturesIn(body)
  if (broken > 0) return '有一张图片没有排好：图片单独成一段，上下各空一行'
  if (pictures.length > MOST_PICTURES) return `一篇最多${MOST_PICTURES}张图片，现在有${pictures.length}张`
  if (pictures.some(({ alt }) => alt === '')) return '每张图片都要写明图上是什么，看不见的人听得到'
  if (pictures.some(({ alt }) => [...alt].length > ALT_MAX)) return `图上是什么，最多写${ALT_MAX}个字`
  return pictures.some(({ caption }) => [...caption].length > CAPTION_MAX) ? `图片的说明最多${CAPTION_MAX}个字` : undefined
}

/**
 * Keeps what a version shows, in the unit that writes it: from now on it is not swept away.
 * @throws AppError invalidInput (by field) when a picture is not of this campaign or is not said in words
 */
export async function keepMedia(m: Manager, campaignId: string, content: Contents[keyof Contents]): Promise<void> {
  if (!('body' in content)) return
  const problem = problemIn(content.body)
  if (problem) invalid({ 'content.body': problem })
  const media = await mediaOf(m, [content])
  const ours = (id: string, sort: Media['sort']) => {
    const row = media.get(id)
    return row?.campaignId === campaignId && row.sort === sort ? row : undefined
  }
  const { pictures, recording } = mediaNamed(content)
  if (pictures.some((id) => !ours(id, 'picture'))) invalid({ 'content.body': '有一张图片找不到了，请删掉那一行，再加一次' })
  if (recording !== undefined && !ours(recording, 'recording')) invalid({ 'content.recording': '录音找不到了，请再传一次' })
  for (const row of media.values()) {
    if (row.kept) continue
    // Whoever sweeps takes it first by the same condition: what is gone is not shown.
    const kept = await changeOne(m, CampaignMedia, 'id = :id AND campaign_id = :campaignId', { id: row.id, campaignId }, { kept: true })
    if (!kept) invalid({ 'content.body': '有一张图片找不到了，请删掉那一行，再加一次' })
  }
}

const CANNOT_ASK = '还不能请微信检查图片和录音：请管理员配好公网地址（PUBLIC_URL）和微信的消息推送。先把它们删掉也能交'

/** @param asks whether WeChat can be asked about them @throws AppError notOpen while WeChat has not passed everything that a version shows */
export async function mustBePassed(m: Manager, content: Contents[keyof Contents], asks: boolean): Promise<void> {
  const rows = [...(await mediaOf(m, [content])).values()]
  if (rows.length > 0 && !asks) throw new AppError('notOpen', CANNOT_ASK)
  const named = (row: Media) => (row.sort === 'picture' ? '图片' : '录音')
  const risky = rows.find(({ checked }) => checked === 'risky')
  if (risky) throw new AppError('notOpen', `有一${risky.sort === 'picture' ? '张图片' : '段录音'}没有通过微信的内容检查，请换掉再交`)
  // What WeChat leaves to a person, the three reviewers judge.
  const waiting = rows.find(({ checked }) => checked === null)
  if (waiting) throw new AppError('notOpen', `微信还在检查这篇的${named(waiting)}，一般几分钟就好，请过一会儿再交`)
}

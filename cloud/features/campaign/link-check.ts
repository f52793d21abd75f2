import type { DeskLink } from '@shared/features/campaign/desk.api'
import { findOne, type Manager } from '../../core/database'
import { Campaign, CampaignText } from './campaign.entity'
import { hrefOf } from './links'
import { linksIn } from './markdown'

/** Sites that texts may lead to where a county names no others: the state's, and the All-China Women's Federation. */
export const USUAL_HOSTS: readonly string[] = ['gov.cn', 'women.org.cn']

const OURS = /^\/c\/([a-z0-9-]+)(?:\/([a-z0-9-]+))?$/

const isAmong = (host: string, hosts: readonly string[]): boolean => hosts.some((one) => host === one || host.endsWith(`.${one}`))

/** Whether a page of ours is there, and public with its whole campaign. */
async function standingOf(m: Manager, slug: string, page: string): Promise<'none' | 'hidden' | 'public'> {
  const campaign = await findOne(m, Campaign, { slug })
  const text = campaign && (await findOne(m, CampaignText, { campaignId: campaign.id, slug: page }))
  if (!campaign || !text) return 'none'
  const frame = page === '' ? text : await findOne(m, CampaignText, { campaignId: campaign.id, slug: '' })
  return text.publishedId !== null && frame?.publishedId ? 'public' : 'hidden'
}

async function wrongWith(m: Manager, address: string, hosts: readonly string[]): Promise<Omit<DeskLink, 'href'> | undefined> {
  const href = hrefOf(address)
  if (href === undefined) return { why: '这样的网址放不上去：只能是 https 开头的、tel: 电话、我们自己的 /c/… 页', stops: true }
  const [, campaign, page = ''] = OURS.exec(href) ?? []
  if (campaign !== undefined) {
    const standing = await standingOf(m, campaign, page)
    if (standing === 'none') return { why: '我们没有这一页，请核对网址', stops: true }
    return standing === 'hidden' ? { why: '这一页现在没有公开：公开以前，读的人看到的是普通的字', stops: false } : undefined
  }
  if (!href.startsWith('https:') || isAmong(new URL(href).hostname, hosts)) return undefined
  return { why: `外面的网站只能放：${hosts.join('、')}`, stops: true }
}

/**
 * What is wrong with the links of a text. Pages of ours are looked up; of other sites only the address is looked at: a server that
 * fetched whatever address somebody wrote could be sent anywhere.
 * @param hosts sites that may be led to, with all below them
 */
export async function linkFaults(m: Manager, markdown: string, hosts: readonly string[]): Promise<DeskLink[]> {
  const faults: DeskLink[] = []
  for (const href of linksIn(markdown)) {
    const wrong = await wrongWith(m, href, hosts)
    if (wrong) faults.push({ href, ...wrong })
  }
  return faults
}

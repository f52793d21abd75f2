import type { CampaignView } from '@shared/features/campaign/campaign.api'
import Taro from '@tarojs/taro'
import { read } from '../../core/reading'
import { asRefusal } from '../../core/refusal'
import { toCampaign } from '../../core/routes'
import { call } from './calls'
import { pathOf } from './keeping'
import { toArticle, toQuiz } from './ways'

const OURS = /^\/c\/([a-z0-9-]+)(?:\/([a-z0-9-]+))?$/

const say = (title: string) => void Taro.showToast({ title, icon: 'none', duration: 3000 })

async function toOurs(campaign: string, page: string | undefined): Promise<void> {
  if (page === undefined) return void toCampaign(campaign)
  const { data } = await read<CampaignView>(pathOf(campaign))
  if (data.quizzes.some((quiz) => quiz.slug === page)) await toQuiz(campaign, page)
  else await toArticle(campaign, page)
}

/** Where a link of a text leads: a call, a page of ours; a mini-program opens no other sites, so their address is given along. */
export async function follow(href: string): Promise<void> {
  if (href.startsWith('tel:')) return void call(href.slice(4))
  const [, campaign, page] = OURS.exec(href) ?? []
  if (campaign) return toOurs(campaign, page).catch((reason) => say(asRefusal(reason).message))
  await Taro.setClipboardData({ data: href })
  say('网址复制好了，到浏览器里粘贴打开')
}

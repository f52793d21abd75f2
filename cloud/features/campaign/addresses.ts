import { SLUG } from '@shared/core/names'
import { findOne, type Manager } from '../../core/database'
import { Campaign, CampaignText } from './campaign.entity'

const inOrder = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
/** The first character of each letter in the order of pinyin: what stands between two of them begins with the former's letter. */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'
const LETTERS = 'abcdefghjklmnopqrstwxyz'

function letterOf(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
  if (!/[\u4e00-\u9fff]/.test(character)) return '-'
  const at = [...FIRST].findLastIndex((first) => inOrder.compare(first, character) <= 0)
  return LETTERS[Math.max(at, 0)] as string
}

const MOST = 40

/** `三八妇女维权周` → `sbfnwqz`: the initials of a title, which can be said on the telephone. Without any: `page`. */
function addressFrom(title: string): string {
  const letters = [...title].map(letterOf).join('').slice(0, MOST)
  return letters.replace(/-+/g, '-').replace(/^-|-$/g, '') || 'page'
}

/** Whether an address may be given to something new: a page of a campaign, or a campaign where none is named. */
export async function isFree(m: Manager, slug: string, campaignId: string | undefined): Promise<boolean> {
  if (!SLUG.test(slug)) return false
  const known = campaignId === undefined ? findOne(m, Campaign, { slug }) : findOne(m, CampaignText, { campaignId, slug })
  return (await known) === undefined
}

const MOST_TRIES = 30

/** The first free address of a title: with a number behind it where others have it already. */
export async function freeAddress(m: Manager, title: string, campaignId: string | undefined): Promise<string> {
  const address = addressFrom(title)
  for (let no = 1; no <= MOST_TRIES; no++) {
    const slug = no === 1 ? address : `${address}-${no}`
    if (await isFree(m, slug, campaignId)) return slug
  }
  return address
}

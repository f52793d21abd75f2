import { DESKS } from '@shared/core/place'
import { LONGEST_RECORDING } from '@shared/core/recording'
import { NOTE_MAX } from '@shared/features/campaign/remarks.schema'
import type { App } from '../../../cloud/app'
import { Campaign, CampaignVersion } from '../../../cloud/features/campaign/campaign.entity'
import { CampaignMedia } from '../../../cloud/features/campaign/media/media.entity'
import { paragraphsOf } from '../../../cloud/features/campaign/paragraphs'
import { CampaignRemark } from '../../../cloud/features/campaign/remark.entity'
import { type All, ids, shownFaults, told } from './stored.reading'

const ENDINGS: readonly string[] = ['mp3', 'm4a', 'aac']

/** A picture has a size, a recording a length; both are of a campaign that there is. */
function mediaFaults(one: CampaignMedia, campaigns: ReadonlySet<string>, accounts: ReadonlySet<string>): string[] {
  const where = `${one.sort} ${one.id}`
  const isPicture = one.width > 0 && one.height > 0 && one.seconds === 0 && one.ending === ''
  const isHeard = one.seconds > 0 && one.seconds <= LONGEST_RECORDING && ENDINGS.includes(one.ending)
  const isRecording = isHeard && one.width === 0 && one.height === 0
  return told([
    !(one.sort === 'picture' ? isPicture : isRecording) && `${where} is ${one.width} × ${one.height} and ${one.seconds} s of ${one.ending}`,
    one.bytes <= 0 && `${where} is empty`,
    !campaigns.has(one.campaignId) && `${where} belongs to no campaign`,
    !accounts.has(one.accountId) && `${where} was sent by nobody`,
  ])
}

/** A remark stands at a paragraph that there is, and is of a reviewer who has not written it. */
function remarkFaults(remark: CampaignRemark, versions: readonly CampaignVersion[], roles: ReadonlySet<string>): string[] {
  const where = `remark ${remark.id}`
  const version = versions.find(({ textId, no }) => textId === remark.textId && no === remark.no)
  if (!version) return [`${where} is on no version`]
  return [
    ...told([
      paragraphsOf(JSON.parse(version.content)).length < remark.paragraph && `${where} stands at paragraph ${remark.paragraph}`,
      version.authorId === remark.byId && `${where} is the author's own`,
      !DESKS.some((desk) => desk === remark.desk) && `${where} is of no desk`,
      !roles.has(`${remark.byId} ${remark.desk}`) && `${where} is of somebody who never sat at that desk`,
    ]),
    ...shownFaults(`${where}.note`, remark.note, NOTE_MAX),
    ...shownFaults(`${where}.reply`, remark.reply, NOTE_MAX),
  ]
}

/** What campaigns show, and what reviewers say to it. */
export async function mediaStateFaults({ db }: App, all: All): Promise<string[]> {
  const [campaigns, versions, media, remarks] = [
    await db.read.find(Campaign),
    await db.read.find(CampaignVersion),
    await db.read.find(CampaignMedia),
    await db.read.find(CampaignRemark),
  ]
  const roles = new Set(all.grants.map(({ accountId, role }) => `${accountId} ${role}`))
  return [
    ...media.flatMap((one) => mediaFaults(one, ids(campaigns), ids(all.accounts))),
    ...remarks.flatMap((one) => remarkFaults(one, versions, roles)),
  ]
}

import { invalid } from '@shared/core/errors'
import { isLevel } from '@shared/core/place'
import type { DeskCampaign, DeskView, NewText, NewVersion } from '@shared/features/campaign/desk.api'
import { linesOf } from '@shared/features/campaign/lines'
import type { Atlas } from '../../core/atlas'
import { type Caller, needCadre } from '../../core/caller'
import { changeOne, type Database, find, findOne, findTogether, type Manager } from '../../core/database'
import type { Verdict } from '../../core/words'
import { freeAddress, isFree } from './addresses'
import { Campaign, CampaignText, CampaignVersion } from './campaign.entity'
import { addText, addVersion, type Contents, openCampaign, withdrawText } from './campaign.store'
import { changesOf } from './changes'
import { type ComingAmong, readEvents, showEvent } from './events'
import { keeps } from './kept-by'
import { deskOf, mustKeep, mustKnow, mustWrite, noText } from './known-text'
import { linkFaults } from './link-check'
import { blocksOf } from './markdown'
import type { CampaignMedia } from './media/media.entity'
import { keepMedia } from './media/media.store'
import type { Passes } from './media/passes'
import { mediaOf, pictureFilesOf, pictureFinder, recordingFileOf } from './media/showing'
import { remarksOn } from './remarks.service'

export interface Desk {
  /** the campaigns of her places with all their texts @throws AppError notAllowed */
  list(caller: Caller, atlas: Atlas): Promise<{ items: DeskCampaign[]; next: null }>
  /** a text with its versions, for who may write it and for who reviews it @throws AppError notFound */
  show(caller: Caller, textId: string, no: number | undefined, atlas: Atlas, now: string): Promise<DeskView>
  /** whether an address is free, or one that is free for a title @throws AppError notAllowed, notFound */
  address(
    caller: Caller,
    asked: { slug?: string | undefined; title?: string | undefined; campaign?: string | undefined },
    atlas: Atlas,
  ): Promise<{ slug: string; free: boolean }>
  /** @throws AppError notAllowed, invalidInput */
  open(m: Manager, caller: Caller, id: string, given: NewCampaign, now: string): Promise<void>
  /** @throws AppError notFound, invalidInput */
  add(m: Manager, caller: Caller, campaignId: string, given: NewText, atlas: Atlas, now: string): Promise<void>
  /** puts an activity on a campaign's page, or takes it away @throws AppError notFound, invalidInput */
  event(
    m: Manager,
    caller: Caller,
    campaignId: string,
    given: { activity: string; shown: boolean },
    atlas: Atlas,
    now: string,
  ): Promise<void>
  /** @throws AppError notFound, staleVersion */
  write(m: Manager, caller: Caller, textId: string, given: NewVersion, atlas: Atlas, now: string): Promise<void>
  /** shows it to readers no longer @throws AppError notFound, notOpen */
  withdraw(m: Manager, caller: Caller, textId: string, reason: string, atlas: Atlas, now: string): Promise<void>
  /** all that a version says and shows, to be checked before the unit @throws AppError notFound */
  wordsOf(caller: Caller, textId: string, no: number, atlas: Atlas): Promise<{ words: string; media: readonly CampaignMedia[] }>
  checked(m: Manager, textId: string, no: number, verdict: Verdict): Promise<void>
}

interface NewCampaign {
  slug: string
  place?: string | undefined
  content: Contents['frame']
}

function placeOf(caller: Caller, wanted: string | undefined): string {
  needCadre(caller)
  const own = caller.grants.filter(({ role }) => isLevel(role)).map(({ place }) => place)
  const [only] = own
  if (wanted === undefined) return own.length === 1 && only ? only : invalid({ place: '请选择由哪里来办' })
  return own.includes(wanted) ? wanted : invalid({ place: '这个地方不归您管' })
}

const rowOf = ({ id, slug, sort, withdrawnFor }: CampaignText, last: CampaignVersion, publishedNo: number | null) => {
  return { id, slug, sort, title: JSON.parse(last.content).title, no: last.no, publishedNo, withdrawnFor }
}

const LATEST = `campaign_text text
  JOIN campaign_version wording ON wording.text_id = text.id
    AND wording.no = (SELECT MAX(v.no) FROM campaign_version v WHERE v.text_id = text.id)
  LEFT JOIN campaign_version shown ON shown.id = text.published_id
  WHERE text.campaign_id IN (:...campaigns) ORDER BY text.position, text.id`

/** All texts of some campaigns, each with its newest version and the one that readers see: in one statement. */
async function textsOf(m: Manager, campaigns: readonly string[]) {
  if (campaigns.length === 0) return []
  const rows = await findTogether(m, { text: CampaignText, wording: CampaignVersion, shown: CampaignVersion }, LATEST, { campaigns })
  return rows.map(({ text, wording, shown }) => {
    const { campaignId } = text as CampaignText
    return { campaignId, row: rowOf(text as CampaignText, wording as CampaignVersion, shown?.no ?? null) }
  })
}

const publishedNo = ({ publishedId }: CampaignText, versions: readonly CampaignVersion[]): number | null =>
  versions.find(({ id }) => id === publishedId)?.no ?? null

interface Showing {
  /** what opens a draft's pictures for who looks at it */
  pass: (hash: string) => string
  /** sites that texts may lead to */
  hosts: readonly string[]
}

/** A version as it is looked over: as readers get it, and with what has changed since the one that they see, or since the one before. */
async function shownOf(
  m: Manager,
  text: CampaignText,
  versions: readonly CampaignVersion[],
  at: CampaignVersion,
  { pass, hosts }: Showing,
) {
  const { no } = at
  const published = publishedNo(text, versions)
  const since = published !== null && published < no ? published : no > 1 ? no - 1 : null
  const before = versions.find((version) => version.no === since)
  const content = JSON.parse(at.content)
  const media = await mediaOf(m, [content])
  const [cover, recording] = [media.get(content.picture), media.get(content.recording)]
  const shown: DeskView['shown'] = {
    no,
    content,
    blocks: text.sort === 'article' ? blocksOf(content.body, pictureFinder(media, pass)) : [],
    ...(cover && { cover: pictureFilesOf(cover, pass) }),
    ...(recording && { recording: recordingFileOf(recording, pass) }),
    since,
    links: text.sort === 'article' ? await linkFaults(m, content.body, hosts) : [],
    changes: before ? changesOf(JSON.parse(before.content), content) : [],
  }
  return { shown, waits: [...media.values()].some(({ checked }) => checked === null) }
}

export interface DeskPorts {
  passes: Passes
  coming: ComingAmong
  /** UTC ISO text */
  now: () => string
  /** an account's name */
  nameOf: (account: string) => Promise<string>
  /** the cases about a text that are under way, and moves of the system's where they are open */
  cases: {
    openBehind(m: Manager, about: string, behind: string, most: number): Promise<string[]>
    moveIfOpen(m: Manager, id: string, move: string, atlas: Atlas, now: string): Promise<void>
  }
}

/** Each case is of another writer: no text has more. */
const MOST_CASES = 100

/**
 * Texts before they are public: cadres of a campaign's place write them, its reviewers look at them.
 * @param checks whether a version must have passed the content check
 * @param hosts sites that texts may lead to
 */
export function deskService(db: Database, checks: boolean, hosts: readonly string[], ports: DeskPorts): Desk {
  const { nameOf, cases, passes, coming, now: clock } = ports
  const versionsOf = (textId: string) => find(db.read, CampaignVersion, { textId }, { order: { no: 'ASC' } })
  const first = { follows: 0, note: '' }
  return {
    list: async (caller, atlas) => {
      needCadre(caller)
      const campaigns = (await db.read.find(Campaign, { order: { id: 'DESC' } })).filter((one) => keeps(caller, one.placeId, atlas))
      const texts = await textsOf(
        db.read,
        campaigns.map(({ id }) => id),
      )
      const events = await readEvents(db.read, coming, clock())
      const items = campaigns.map(({ id, slug, placeId }) => {
        const own = texts.filter(({ campaignId }) => campaignId === id).map(({ row }) => row)
        return { id, slug, place: atlas.nameOf(placeId), texts: own, events: (events.get(id) ?? []).map((event) => event.id) }
      })
      return { items, next: null }
    },
    show: async (caller, textId, no, atlas, now) => {
      const { text, campaign, mayWrite } = await mustKnow(db.read, caller, textId, atlas)
      const versions = await versionsOf(textId)
      const last = versions.at(-1) as CampaignVersion
      const row = rowOf(text, last, publishedNo(text, versions))
      const at = versions.find((version) => version.no === (no ?? row.no))
      if (!at) throw noText()
      const { shown, waits } = await shownOf(db.read, text, versions, at, { pass: (hash) => passes.give(hash, now), hosts })
      const named = versions.map(async ({ no: number, at, authorId, note, checked }) => {
        const author = authorId === null ? null : await nameOf(authorId)
        return { no: number, at, author, note, checked }
      })
      return {
        ...row,
        campaign: { id: campaign.id, slug: campaign.slug },
        ...{ mayWrite, checks, waits: checks && waits, versions: await Promise.all(named), shown },
        mayRemark: deskOf(caller, campaign.placeId, atlas) !== undefined && at.authorId !== caller.account,
        remarks: await remarksOn(db.read, versions, at, caller, nameOf),
      }
    },
    address: async (caller, { slug, title = '', campaign: campaignId }, atlas) => {
      needCadre(caller)
      if (campaignId !== undefined) await mustKeep(db.read, caller, campaignId, atlas)
      if (slug !== undefined) return { slug, free: await isFree(db.read, slug, campaignId) }
      return { slug: await freeAddress(db.read, title, campaignId), free: true }
    },
    open: async (m, caller, id, { slug, place, content }, now) => {
      await openCampaign(m, { id, slug, placeId: placeOf(caller, place), createdAt: now })
      const textId = await addText(m, { campaignId: id, slug: '', sort: 'frame', position: 0 }, now)
      await addVersion(m, textId, { content, author: caller.account, ...first }, now)
    },
    add: async (m, caller, campaignId, { sort, slug, content }, atlas, now) => {
      await mustKeep(m, caller, campaignId, atlas)
      const others = await find(m, CampaignText, { campaignId }, { order: { position: 'DESC' }, limit: 1 })
      await keepMedia(m, campaignId, content)
      const textId = await addText(m, { campaignId, slug, sort, position: (others[0]?.position ?? 0) + 1 }, now)
      await addVersion(m, textId, { content, author: caller.account, ...first }, now)
    },
    event: async (m, caller, campaignId, { activity, shown }, atlas, at) => {
      await mustKeep(m, caller, campaignId, atlas)
      await showEvent(m, { campaignId, activityId: activity, shown }, coming, caller.account, at)
    },
    write: async (m, caller, textId, { sort, content, follows, note }, atlas, now) => {
      const { text } = await mustWrite(m, caller, textId, atlas)
      if (text.sort !== sort) invalid({ sort: '这不是同一种稿件' })
      await keepMedia(m, text.campaignId, content)
      await addVersion(m, textId, { content, author: caller.account, follows, note }, now)
    },
    withdraw: async (m, caller, textId, reason, atlas, now) => {
      await mustWrite(m, caller, textId, atlas)
      await withdrawText(m, textId, reason, { by: caller.account, now })
      // What was to appear later was approved before somebody saw a reason to take the text away.
      for (const id of await cases.openBehind(m, textId, '', MOST_CASES)) await cases.moveIfOpen(m, id, 'recall', atlas, now)
    },
    wordsOf: async (caller, textId, no, atlas) => {
      await mustWrite(db.read, caller, textId, atlas)
      const version = await findOne(db.read, CampaignVersion, { textId, no })
      if (!version) throw noText()
      const content = JSON.parse(version.content)
      const media = [...(await mediaOf(db.read, [content])).values()]
      return { words: [linesOf(content), version.note].join('\n').trim(), media }
    },
    checked: async (m, textId, no, verdict) => {
      await changeOne(m, CampaignVersion, 'text_id = :textId AND no = :no', { textId, no }, { checked: verdict })
    },
  }
}

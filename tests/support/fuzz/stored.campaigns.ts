import { isDeepStrictEqual } from 'node:util'
import { articleContent, frameContent, quizContent } from '@shared/features/campaign/campaign.schema'
import * as v from 'valibot'
import type { App } from '../../../cloud/app'
import {
  Campaign,
  CampaignChoice,
  CampaignEventShown,
  CampaignText,
  CampaignVersion,
} from '../../../cloud/features/campaign/campaign.entity'
import { CampaignMedia } from '../../../cloud/features/campaign/media/media.entity'
import { mediaNamed } from '../../../cloud/features/campaign/media/showing'
import { type All, by, told } from './stored.reading'

const CONTENT = { frame: frameContent, article: articleContent, quiz: quizContent }

/** Who has taken part in which review of a version that was published by way of a case. */
function reviewFaults({ keeping }: App, all: All, text: CampaignText, version: CampaignVersion): string[] {
  const events = by(all.events, ({ applicationId }) => applicationId)
  const cases = all.cases.filter(({ kind, aboutId, state }) => kind === 'publication' && aboutId === text.id && state === 'published')
  const reviewed = cases.some((stored) => {
    if (keeping.engine.store.open(stored).answers.no !== version.no) return false
    const passed = (events.get(stored.id) ?? []).filter(({ move }) => move === 'pass' || move === 'publish')
    // What was held back is passed by the leader once more: the last word of each counts.
    const hands = passed.filter(({ party }, i) => !passed.slice(i + 1).some((later) => later.party === party))
    const people = new Set(hands.map(({ actorId }) => actorId))
    return hands.map(({ party }) => party).join() === 'editor,section,leader' && people.size === 3 && !people.has(version.authorId)
  })
  return reviewed ? [] : [`text ${text.id} shows version ${version.no}, which three persons have not reviewed`]
}

/** What is counted of quizzes could be chosen in that version; what stands on a campaign's page is an activity. */
async function restFaults({ db }: App, all: All, campaigns: ReadonlySet<string>, versions: readonly CampaignVersion[]): Promise<string[]> {
  const asked = (textId: string, no: number): { options: string[] }[] => {
    const version = versions.find((one) => one.textId === textId && one.no === no)
    return version ? (JSON.parse(version.content).questions ?? []) : []
  }
  const activities = new Set(all.activities.map(({ id }) => id))
  const choices = await db.read.find(CampaignChoice)
  const events = await db.read.find(CampaignEventShown)
  return told([
    ...choices.map(
      ({ textId, no, question, option, times }) =>
        (times < 1 || asked(textId, no)[question]?.options[option] === undefined) &&
        `nobody could choose ${question}.${option} of ${textId}`,
    ),
    ...events.map(
      (one) => !(campaigns.has(one.campaignId) && activities.has(one.activityId)) && `campaign ${one.campaignId} shows no activity`,
    ),
  ])
}

/** Versions follow one another and say what a form would let pass; what somebody wrote is public only after three reviews. */
export async function campaignFaults(app: App, all: All): Promise<string[]> {
  const { read } = app.db
  const [campaigns, texts, versions] = [await read.find(Campaign), await read.find(CampaignText), await read.find(CampaignVersion)]
  const media = new Map((await read.find(CampaignMedia)).map((row) => [row.id, row]))
  const known = new Set(campaigns.map(({ id }) => id))
  const versionsBy = by(versions, ({ textId }) => textId)
  const astray = await restFaults(app, all, known, versions)
  return [
    ...astray,
    ...texts.flatMap((text) => {
      const own = (versionsBy.get(text.id) ?? []).sort((a, b) => a.no - b.no)
      const shown = own.find(({ id }) => id === text.publishedId)
      const isRight = (version: CampaignVersion) => {
        const content = JSON.parse(version.content)
        const parsed = v.safeParse(CONTENT[text.sort], content)
        return parsed.success && isDeepStrictEqual(parsed.output, content)
      }
      /** Whatever a version shows is its own campaign's, and stays. */
      const showsOthers = ({ content }: CampaignVersion) => {
        const { pictures, recording } = mediaNamed(JSON.parse(content))
        const isOurs = (id: string) => media.get(id)?.campaignId === text.campaignId && media.get(id)?.kept === true
        return ![...pictures, ...(recording ? [recording] : [])].every(isOurs)
      }
      return [
        ...told([
          own.some(showsOthers) && `text ${text.id} shows what is not its campaign's, or may be swept away`,
          !known.has(text.campaignId) && `text ${text.id} belongs to no campaign`,
          own.length === 0 && `text ${text.id} says nothing`,
          own.some(({ no }, i) => no !== i + 1) && `text ${text.id} has lost a version`,
          text.publishedId !== null && !shown && `text ${text.id} shows a version of another`,
          text.slug !== '' && !/^[a-z0-9-]{1,60}$/.test(text.slug) && `text ${text.id} has the address ${text.slug}`,
          (text.slug === '') !== (text.sort === 'frame') && `text ${text.id} is no opening and has no address`,
        ]),
        ...own.filter((version) => !isRight(version)).map(({ no }) => `text ${text.id} says in version ${no} what no form lets pass`),
        ...(shown && shown.authorId !== null ? reviewFaults(app, all, text, shown) : []),
      ]
    }),
  ]
}

import { AppError, invalid } from '@shared/core/errors'
import { DESKS } from '@shared/core/place'
import { linesOf } from '@shared/features/campaign/lines'
import { personalWordsIn } from '@shared/features/campaign/personal-words'
import { appearsAt } from '@shared/features/campaign/publication.kind'
import type { Atlas } from '../../core/atlas'
import { findOne, type Manager, mustFind } from '../../core/database'
import type { Asker, EffectContext, Effects, Subject } from '../../core/kind-ports'
import { Campaign, CampaignText, CampaignVersion } from './campaign.entity'
import { latestOf, publishVersion } from './campaign.store'
import { keeps } from './kept-by'
import { linkFaults } from './link-check'
import { mustBePassed } from './media/media.store'

/** The version that a case is about. @throws AppError invalidInput when there is none */
async function versionOf(m: Manager, { row, aboutId }: EffectContext): Promise<CampaignVersion> {
  const no = row.answers.no as number
  return (await findOne(m, CampaignVersion, { textId: aboutId as string, no })) ?? invalid({ no: '没有这一版' })
}

const NO_DESKS =
  '县里还没有设好三审的岗位（编辑、科室、领导各一个）。请管理员再运行一次 county:setup，再由县妇联在“授权”里给每个岗位请一个人'

/** Whether readers already see a newer version than this one. */
async function isOverdue(m: Manager, { textId, no }: CampaignVersion): Promise<boolean> {
  const { publishedId } = await mustFind(m, CampaignText, { id: textId })
  return publishedId !== null && (await mustFind(m, CampaignVersion, { id: publishedId })).no > no
}

/** The account that made the last review: the clock only carries out what it has decided. */
function leaderOf({ row, actor }: EffectContext): string | null {
  if (actor !== 'system') return actor.account
  return Object.keys(row.hands ?? {}).find((account) => row.hands?.[account] === 'leader') ?? null
}

/** @returns whether the version waits for a moment that the last review has named @throws AppError invalidInput */
function waits({ row, now }: EffectContext): boolean {
  const at = appearsAt(row.answers)
  if (at === undefined && row.answers.hour !== undefined) invalid({ day: '请选择哪天发布，或者把几点也空着' })
  if (at !== undefined && at <= now)
    invalid({ [row.answers.hour === undefined ? 'day' : 'hour']: '这个时间已经过了；要马上发布，就不选日子' })
  return at !== undefined
}

/** @throws AppError invalidInput when a link leads nowhere or where it must not */
async function checkLinks(m: Manager, content: string, hosts: readonly string[]): Promise<void> {
  const { body = '' } = JSON.parse(content) as { body?: string }
  const fault = (await linkFaults(m, body, hosts)).find(({ stops }) => stops)
  if (fault) invalid({ no: `链接 ${fault.href} 要改：${fault.why}` })
}

/** Who has read a text is told what is different now. @throws AppError invalidInput when nothing is said of it */
async function checkNote(m: Manager, { textId, note }: CampaignVersion): Promise<void> {
  const { publishedAt } = await mustFind(m, CampaignText, { id: textId })
  if (publishedAt !== null && note.trim() === '') invalid({ no: '这一篇公开过：请在“更正说明”里写给读的人看，改了哪里，存成新的一版再交' })
}

/** What may point to a real person is answered for before anybody reviews it; of a child no real name is published at all (未成年人保护法 103). */
function checkPersonal({ content, note }: CampaignVersion, answer: unknown): void {
  const found = personalWordsIn([linesOf(JSON.parse(content)), note].join('\n'))
  if (found.length === 0) return
  if (answer === undefined) invalid({ named: '稿子里有像真人的字，请先看一看，写明是不是真人' })
  if (answer !== 'invented' && found.some(({ sort }) => sort === 'child')) invalid({ named: '孩子的真名不能公开：请改成化名再交' })
}

/**
 * What the moves of a publication do. Who hands a version in has written it, or answers for it when it came with the product: so no
 * reviewer has.
 * @param checks whether a version must have passed WeChat's content check before anybody reviews it
 * @param asksAboutMedia whether WeChat can be asked about pictures and recordings
 * @param hosts sites that texts may lead to
 */
export const publicationEffects = (checks: boolean, asksAboutMedia: boolean, hosts: readonly string[]): Effects => ({
  'publication.submit': async (m, context) => {
    if (DESKS.some((desk) => context.row.offices[desk] === undefined)) throw new AppError('officeMissing', NO_DESKS)
    const version = await versionOf(m, context)
    const { authorId, checked, content } = version
    // What came with the product has no author: whoever keeps the campaign answers for it.
    if (context.actor === 'system' || (authorId !== null && authorId !== context.actor.account))
      throw new AppError('notAllowed', '请由写这一版的人交稿')
    // What WeChat leaves to a person, the three reviewers judge.
    if (checks && (checked === null || checked === 'risky')) throw new AppError('notOpen', '这一版还没有通过微信的内容检查，请先检查再交')
    if (checks) await mustBePassed(m, JSON.parse(content), asksAboutMedia)
    await checkLinks(m, content, hosts)
    await checkNote(m, version)
    checkPersonal(version, context.row.answers.named)
    return {}
  },
  'publication.publish': async (m, context) => {
    const version = await versionOf(m, context)
    const overdue = new AppError('notOpen', '已经发布了更新的一版，这一版不用再发')
    if (waits(context)) {
      if (await isOverdue(m, version)) throw overdue
      return { outcome: 'scheduled' }
    }
    if (!(await publishVersion(m, version.textId, version.id, { by: leaderOf(context), now: context.now }))) throw overdue
    return { outcome: 'published' }
  },
  'publication.appear': async (m, context) => {
    const version = await versionOf(m, context)
    const shown = await publishVersion(m, version.textId, version.id, { by: leaderOf(context), now: context.now })
    return { outcome: shown ? 'published' : 'dropped' }
  },
})

/** A text as what a publication is about; one is begun only by who keeps its campaign. @throws AppError notFound */
export async function textSubject(m: Manager, id: string, atlas: Atlas, asker?: Asker): Promise<Subject> {
  const text = await findOne(m, CampaignText, { id })
  const version = text && (await latestOf(m, id))
  if (!text || !version) throw new AppError('notFound', '没有这篇稿件')
  const { placeId } = await mustFind(m, Campaign, { id: text.campaignId })
  const chain = atlas.find(placeId)?.chain
  if (!chain || (asker?.beginner && !keeps(asker.beginner, placeId, atlas))) throw new AppError('notFound', '没有这篇稿件')
  return { title: JSON.parse(version.content).title, places: chain, facts: {} }
}

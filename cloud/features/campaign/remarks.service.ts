import { AppError, invalid } from '@shared/core/errors'
import type { NewRemark, Remark, RemarkAnswer } from '@shared/features/campaign/remarks.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, find, findOne, insert, type Manager, remove } from '../../core/database'
import { newId } from '../../core/ids'
import { CampaignVersion } from './campaign.entity'
import { deskOf, mustKnow, mustWrite, noText } from './known-text'
import { paragraphsOf, placeIn } from './paragraphs'
import { CampaignRemark } from './remark.entity'

export interface Remarks {
  /** @throws AppError notFound, notAllowed for who does not review it or has written it, invalidInput when there is no such paragraph */
  add(m: Manager, caller: Caller, textId: string, given: NewRemark, atlas: Atlas, now: string): Promise<void>
  /** what the author says to it, and whether she is done with it @returns the text @throws AppError notFound, notAllowed */
  answer(m: Manager, caller: Caller, id: string, given: RemarkAnswer, atlas: Atlas, now: string): Promise<string>
  /** takes back what nobody has answered yet @returns the text @throws AppError notFound, notAllowed, notOpen */
  takeBack(m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<string>
}

/** The remarks on a text, the first paragraph first, each where it stands in the version that is shown. */
export async function remarksOn(
  m: Manager,
  versions: readonly CampaignVersion[],
  shown: CampaignVersion,
  caller: Pick<Caller, 'account'>,
  nameOf: (account: string) => Promise<string>,
): Promise<Remark[]> {
  // What was said of a later version says nothing of this one.
  const rows = (await find(m, CampaignRemark, { textId: shown.textId }, { order: { id: 'ASC' } })).filter(({ no }) => no <= shown.no)
  const after = paragraphsOf(JSON.parse(shown.content))
  const known = new Map(versions.map(({ no, content }) => [no, content]))
  const told = rows.map(async ({ id, no, paragraph, note, byId, desk, at, reply, doneAt }): Promise<Remark> => {
    const before = no === shown.no ? after : paragraphsOf(JSON.parse(known.get(no) as string))
    const quote = (before[paragraph - 1]?.words ?? '').slice(0, 200)
    const told = { id, no, paragraph, ...placeIn(before, paragraph, after), quote, note, desk, at, reply, done: doneAt !== null }
    return { ...told, by: await nameOf(byId), mine: byId === caller.account }
  })
  return (await Promise.all(told)).sort((a, b) => a.now - b.now || (a.id < b.id ? -1 : 1))
}

async function mustFindRemark(m: Manager, id: string): Promise<CampaignRemark> {
  const found = await findOne(m, CampaignRemark, { id })
  if (!found) throw noText()
  return found
}

/** What reviewers remark at a paragraph, and what the author answers: beside the moves of the case, for several paragraphs make one. */
export function remarksService(): Remarks {
  return {
    add: async (m, caller, textId, { no, paragraph, note }, atlas, now) => {
      const { campaign } = await mustKnow(m, caller, textId, atlas)
      const desk = deskOf(caller, campaign.placeId, atlas)
      const version = await findOne(m, CampaignVersion, { textId, no })
      if (!version) invalid({ no: '没有这一版' })
      if (!desk || version.authorId === caller.account) throw new AppError('notAllowed', '意见由三审的人写，自己写的自己不审')
      if (paragraph > paragraphsOf(JSON.parse(version.content)).length) invalid({ paragraph: '没有这一段' })
      const said = { paragraph, note, byId: caller.account, desk, at: now }
      await insert(m, CampaignRemark, { id: newId(now), textId, no, ...said, reply: '', doneAt: null })
    },
    answer: async (m, caller, id, { reply, done }, atlas, now) => {
      const { textId } = await mustFindRemark(m, id)
      await mustWrite(m, caller, textId, atlas)
      await changeOne(m, CampaignRemark, 'id = :id', { id }, { reply, doneAt: done ? now : null })
      return textId
    },
    takeBack: async (m, caller, id, atlas) => {
      const { textId, byId } = await mustFindRemark(m, id)
      await mustKnow(m, caller, textId, atlas)
      if (byId !== caller.account) throw new AppError('notAllowed', '只有写这条意见的人能收回')
      const free = "id = :id AND reply = '' AND done_at IS NULL"
      const taken = await changeOne(m, CampaignRemark, free, { id }, { textId: '' })
      if (!taken) throw new AppError('notOpen', '作者已经答复了，不能再收回')
      await remove(m, CampaignRemark, { id })
      return textId
    },
  }
}

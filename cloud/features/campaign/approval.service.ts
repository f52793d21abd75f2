import { AppError } from '@shared/core/errors'
import { DESKS } from '@shared/core/place'
import { dayOf, sayDay, sayTime } from '@shared/core/time'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { publication } from '@shared/features/campaign/publication.kind'
import { partName } from '@shared/features/campaign/remarks.schema'
import type { Caller } from '../../core/caller'
import { type Database, find, mustFind } from '../../core/database'
import type { Press } from '../../core/press'
import type { ApprovalOrder, ApprovalWords } from './approval.paper'
import { CampaignText, CampaignVersion } from './campaign.entity'
import { CampaignRemark } from './remark.entity'

export interface ApprovalPorts {
  /** a case as the caller may see it @throws AppError notFound */
  showCase(caller: Caller, id: string): Promise<ApplicationView>
  /** an account's name */
  nameOf(account: string): Promise<string>
  press: Press<ApprovalOrder>
}

/** Prints what three persons have approved. @throws AppError notFound, notOpen before the text is public */
export type ApprovalSheet = (caller: Caller, id: string, now: string) => Promise<Buffer>

const inYear = (at: string, words: string): string => `${dayOf(at).slice(0, 4)}年${words}`

/** The last word of each desk: what was sent back went through all of them again. */
function reviewsOf({ events }: ApplicationView): ApprovalWords['reviews'] {
  return DESKS.map((desk) => {
    const passed = events.filter(({ from, move }) => from === desk && move !== 'sendBack').at(-1)
    if (!passed) throw new Error(`a text is public that nobody at ${desk} has passed`)
    const { by, at, answers } = passed
    return { desk: publication.states[desk].label, by, day: inYear(at, sayDay(dayOf(at))), opinion: String(answers.opinion ?? '') }
  })
}

/** Every remark up to the version that was approved, in the order in which they were made. */
async function remarksOf(db: Database, textId: string, last: number, nameOf: ApprovalPorts['nameOf']): Promise<ApprovalWords['remarks']> {
  const { sort } = await mustFind(db.read, CampaignText, { id: textId })
  const rows = (await find(db.read, CampaignRemark, { textId }, { order: { id: 'ASC' } })).filter(({ no }) => no <= last)
  return Promise.all(
    rows.map(async ({ no, paragraph, note, byId, reply, doneAt }) => ({
      ...{ at: `第${no}版${partName(sort, paragraph)}`, by: await nameOf(byId), note },
      answer: `${doneAt ? '改好了' : '没有记为改好'}${reply === '' ? '' : `：${reply}`}`,
    })),
  )
}

export function approvalSheet(db: Database, { showCase, nameOf, press }: ApprovalPorts): ApprovalSheet {
  return async (caller, id, now) => {
    const view = await showCase(caller, id)
    if (view.kind !== publication.kind) throw new AppError('notFound', '没有这份审批单')
    const appeared = view.events.findLast(({ to }) => to === 'published')
    if (view.state !== 'published' || !appeared) throw new AppError('notOpen', '稿件发布以后才有审批单')
    const { no, content, authorId } = await mustFind(db.read, CampaignVersion, { textId: String(view.about), no: Number(view.answers.no) })
    const told: ApprovalWords = {
      ...{ title: JSON.parse(content).title, no, receipt: view.receipt, reviews: reviewsOf(view) },
      author: authorId === null ? '' : await nameOf(authorId),
      published: inYear(appeared.at, sayTime(appeared.at)),
      remarks: await remarksOf(db, String(view.about), no, nameOf),
    }
    return press.print({ paper: 'approval', told }, now, caller.account)
  }
}

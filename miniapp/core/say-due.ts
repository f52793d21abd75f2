import { dayOf, sayDay } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import type { Said } from './said'

type Due = NonNullable<ApplicationRow['due']>

/** `还剩3个工作日`, `今天到期`, `过了2个工作日`; 预计 as long as the holidays on the way are not decreed. */
export function sayLeft({ workdaysLeft, estimated }: Due): Said {
  const lead = estimated ? '预计' : ''
  if (workdaysLeft < 0) return { words: `过了${-workdaysLeft}个工作日`, tone: 'danger' }
  if (workdaysLeft === 0) return { words: `${lead}今天到期`, tone: 'danger' }
  return { words: `${lead}还剩${workdaysLeft}个工作日`, tone: workdaysLeft <= 2 ? 'wait' : 'plain' }
}

/** `11月26日(周四)前，还剩3个工作日`. */
export const sayDue = (due: Due, now: string): string =>
  `${due.estimated ? '预计' : ''}${sayDay(dayOf(due.at), now)}前，${sayLeft({ ...due, estimated: false }).words}`

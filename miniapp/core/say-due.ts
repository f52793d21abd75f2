import { dayOf, endOfDay, sayDay, sayTime } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'

type Due = NonNullable<ApplicationRow['due']>

const sayLeft = (workdays: number): string =>
  workdays < 0 ? `过了${-workdays}个工作日` : workdays === 0 ? '今天到期' : `还剩${workdays}个工作日`

/**
 * `11月26日(周四)前，还剩3个工作日`; 预计 as long as the holidays on the way are not decreed. What ends within a day is said to the hour:
 * `11月26日(周四)上午8点前`.
 */
export function sayDue({ at, workdaysLeft, estimated }: Due, now: string): string {
  if (at !== endOfDay(dayOf(at))) return `${sayTime(at, now)}前`
  return `${estimated ? '预计' : ''}${sayDay(dayOf(at), now)}前，${sayLeft(workdaysLeft)}`
}

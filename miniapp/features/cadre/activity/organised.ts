import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { ChangesView } from '@shared/features/activity/change.schema'
import type { BoardsView, CertificateRow } from '@shared/features/activity/papers.schema'
import type { SummaryView } from '@shared/features/activity/summary.schema'
import { get } from '../../../core/api'
import type { Page } from '../../../core/pages'

export interface Organised {
  now: string
  activity: ActivityView
  boards: BoardsView['items']
  /** what was changed, and how many women would hear of another change */
  changes: ChangesView
  /** in numbers, and afterwards who did not come and why */
  summary: SummaryView
  /** the first of them */
  certificates: Page<CertificateRow>
}

/** Everything that the organiser's page says. @throws Refusal notFound for whoever does not organise it */
export async function loadOrganised(id: string): Promise<Organised> {
  const [activity, { items }, changes, summary, certificates] = await Promise.all([
    get<ActivityView>(`/activities/${id}`),
    get<BoardsView>(`/activities/${id}/boards`),
    get<ChangesView>(`/activities/${id}/changes`),
    get<SummaryView>(`/activities/${id}/summary`),
    get<Page<CertificateRow>>(`/activities/${id}/certificates`),
  ])
  return { now: new Date().toISOString(), activity, boards: items, changes, summary, certificates }
}

/** The sum over all boards; which village brought how many is in the sheet. */
export function sayScans(boards: Organised['boards']): string {
  const sum = boards.reduce((all, { times }) => all + times, 0)
  return sum === 0 ? '还没有人扫过' : `一共扫了${sum}次`
}

/** How the certificates stand, in one line. */
export function sayCertificates({ activity, certificates: { items, next }, now }: Organised): string {
  if (now < activity.endsAt) return '活动结束以后可以发'
  if (items.length === 0) return '还没有发'
  return `发了${items.length}张${next ? '以上' : ''}`
}

import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import type { NoticeView } from '@shared/features/notices/notices.schema'
import { get } from '../../core/api'
import { type Draft, myDrafts } from '../../core/drafts'
import type { Page } from '../../core/pages'
import { loadProfile } from '../../core/profile'
import { rolesOf, session } from '../../core/session'
import { ensureSession } from '../../core/sign-in'

export interface HomeData {
  now: string
  activities: Page<ActivityView>
  unread: boolean
  /** the case that waits for her, if one does */
  yours: ApplicationRow | undefined
  /** sent, but no answer came */
  unsent: Draft | undefined
  /** what waits for her as a cadre; null when she is none */
  desk: Page<ApplicationRow> | null
}

const NONE = { items: [], next: null }
/** What else there is to show must not wait for one list that fails. */
const orNone = <T>(page: Promise<Page<T>>): Promise<Page<T>> => page.catch(() => NONE)

async function personal(): Promise<Omit<HomeData, 'now' | 'activities'>> {
  const signedIn = await ensureSession()
  if (!signedIn) return { unread: false, yours: undefined, unsent: undefined, desk: null }
  const [mine, notices, desk, drafts] = await Promise.all([
    orNone(get<Page<ApplicationRow>>('/applications', { box: 'mine' })),
    get<Page<NoticeView> & { unread: boolean }>('/notices').catch(() => ({ unread: false })),
    rolesOf(session()).length > 0 ? orNone(get<Page<ApplicationRow>>('/applications', { box: 'inbox' })) : null,
    myDrafts(),
    loadProfile().catch(() => undefined),
  ])
  return { unread: notices.unread, yours: mine.items.find((row) => row.yours), unsent: drafts.find((draft) => draft.sent), desk }
}

/** Everything that the first screen shows, fetched at once. */
export async function loadHome(): Promise<HomeData> {
  const [activities, hers] = await Promise.all([get<Page<ActivityView>>('/activities', { box: 'coming' }), personal()])
  return { now: new Date().toISOString(), activities, ...hers }
}

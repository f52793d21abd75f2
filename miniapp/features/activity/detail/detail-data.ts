import { isEnd } from '@shared/core/kind'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { readScene, type Scene } from '@shared/features/activity/scene'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { get, post } from '../../../core/api'
import { readDraft } from '../../../core/drafts'
import type { Page } from '../../../core/pages'
import { answersOf, loadProfile } from '../../../core/profile'
import { Refusal } from '../../../core/refusal'
import { ensureSession } from '../../../core/sign-in'

export interface Detail {
  now: string
  activity: ActivityView
  /** the place that she already has */
  enrolled: ApplicationRow | undefined
  /** facts about her that are known without asking */
  known: Record<string, unknown>
  /** the village of the poster that she scanned */
  village: string | undefined
}

/** Reads where the page was opened: by its id, or by a code. @throws Refusal notFound */
function whichActivity({ id, scene }: { id?: string; scene?: string }): Scene {
  const found = scene ? readScene(decodeURIComponent(scene)) : id ? { activity: id } : undefined
  if (!found) throw new Refusal('notFound', '这个码不是活动的码，请再扫一次')
  return found
}

/** One more for the board whose code she scanned; nobody waits for it, and it says nothing about her. */
export function countScan(scene: string | undefined): void {
  const { activity, village } = (scene && readScene(decodeURIComponent(scene))) || {}
  if (activity && village) post(`/activities/${activity}/seen`, { village }).catch(() => undefined)
}

async function hers(activity: string): Promise<Pick<Detail, 'enrolled' | 'known'>> {
  if (!(await ensureSession())) return { enrolled: undefined, known: {} }
  const [profile, draft, mine] = await Promise.all([
    loadProfile(),
    readDraft(enrolment.kind, activity),
    get<Page<ApplicationRow>>('/applications', { box: 'mine', kind: enrolment.kind, about: activity }),
  ])
  const live = mine.items.find((row) => !isEnd(enrolment, row.state) || row.tone === 'ok')
  return { enrolled: live, known: { ...answersOf(profile), ...draft?.answers } }
}

export async function loadDetail(params: { id?: string; scene?: string }): Promise<Detail> {
  const { activity: id, village } = whichActivity(params)
  const [activity, own] = await Promise.all([get<ActivityView>(`/activities/${id}`), hers(id)])
  const known = village && own.known.village === undefined ? { ...own.known, village } : own.known
  return { now: new Date().toISOString(), activity, enrolled: own.enrolled, known, village }
}

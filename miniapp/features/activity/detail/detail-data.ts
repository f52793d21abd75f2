import { isEnd } from '@shared/core/kind'
import { readScene, type Scene } from '@shared/core/scene'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { ChangesView, ChangeView } from '@shared/features/activity/change.schema'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import type { Been } from '@shared/features/enrolment/enrolment.history'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { needsHistory } from '@shared/features/enrolment/enrolment.rules'
import { get, post } from '../../../core/api'
import { readDraft } from '../../../core/drafts'
import type { Page } from '../../../core/pages'
import { answersOf, loadProfile } from '../../../core/profile'
import { Refusal } from '../../../core/refusal'
import { ensureSession } from '../../../core/sign-in'

export interface Detail {
  now: string
  activity: ActivityView
  /** what became of it since it was published, the latest first */
  changes: readonly ChangeView[]
  /** the same on other days */
  others: readonly ActivityView[]
  /** the place that she already has */
  enrolled: ApplicationRow | undefined
  /** her own past, where a rule looks at it and she is known */
  history: readonly Been[] | undefined
  /** facts about her that are known without asking */
  known: Record<string, unknown>
  /** the village of the poster that she scanned */
  village: string | undefined
}

/** Reads where the page was opened: by its id, or by a code. @throws Refusal notFound */
function whichActivity({ id, scene }: { id?: string; scene?: string }): Scene {
  const found = scene ? readScene(decodeURIComponent(scene)) : id ? { about: id } : undefined
  if (!found) throw new Refusal('notFound', '这个码不是活动的码，请再扫一次')
  return found
}

/** One more for the board whose code she scanned; nobody waits for it, and it says nothing about her. */
export function countScan(scene: string | undefined): void {
  const { about, village } = (scene && readScene(decodeURIComponent(scene))) || {}
  if (about && village) post(`/activities/${about}/seen`, { village }).catch(() => undefined)
}

/** What is said beside it; asked only where there is something. */
async function besides({ id, revision, series }: ActivityView): Promise<Pick<Detail, 'changes' | 'others'>> {
  const [changes, others] = await Promise.all([
    revision > 0 ? get<ChangesView>(`/activities/${id}/changes`) : undefined,
    series ? get<Page<ActivityView>>('/activities', { series }) : undefined,
  ])
  const shown = changes?.items.filter(({ what, state }) => what !== 'edited' && state === 'done')
  return { changes: shown ?? [], others: others?.items.filter((other) => other.id !== id) ?? [] }
}

async function pastOf({ id, rules }: ActivityView): Promise<Detail['history']> {
  if (!needsHistory(rules) || !(await ensureSession())) return undefined
  return (await get<{ items: Been[] }>(`/activities/${id}/history`)).items
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
  const { about: id, village } = whichActivity(params)
  const [activity, own] = await Promise.all([get<ActivityView>(`/activities/${id}`), hers(id)])
  const [beside, history] = await Promise.all([besides(activity), pastOf(activity)])
  const known = village && own.known.village === undefined ? { ...own.known, village } : own.known
  return { now: new Date().toISOString(), activity, ...beside, history, enrolled: own.enrolled, known, village }
}

import { dayOf } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { useRouter } from '@tarojs/taro'
import { get } from '../../../core/api'
import { readDraft } from '../../../core/drafts'
import type { FormAnswers } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { answersOf, daysAgain } from './body'
import { PublishForm } from './publish-form'
import '../../../core/desk.scss'
import './index.scss'

const usual: FormAnswers = { startTime: '09:00', endTime: '11:00', needsReview: false }

/** What the page begins with: what she had typed, an activity to hold once more, or the usual. */
async function firstAnswers(copy: string | undefined): Promise<FormAnswers> {
  const draft = await readDraft('publish', copy ?? 'new')
  if (draft) return draft.answers
  if (!copy) return usual
  const held = await get<ActivityView>(`/activities/${copy}`)
  return { ...answersOf(held), ...daysAgain(held, dayOf(new Date().toISOString())) }
}

/** 发布活动; with `?copy=` everything is there already, on the same weekday. */
export default function PublishPage() {
  const { copy } = useRouter().params
  return <Known>{(who) => <Publish key={who} copy={copy} />}</Known>
}

function Publish({ copy }: { copy: string | undefined }) {
  const first = useLoaded(() => firstAnswers(copy))
  return first.data ? <PublishForm first={first.data} copy={copy} /> : <Screen className="cadre" of={first} />
}

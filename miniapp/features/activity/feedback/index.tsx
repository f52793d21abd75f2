import type { FeedbackView } from '@shared/features/activity/feedback.schema'
import { useRouter } from '@tarojs/taro'
import { get } from '../../../core/api'
import { Gate } from '../../../core/gate'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { useWho } from '../../../core/who'
import { Feedback } from './feedback'
import './feedback.scss'

/** What she thought of an activity that she has been to: one tap, and words if she likes. */
export default function FeedbackPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  const who = useWho()
  if (who !== null) return <Hers key={who} id={id} />
  return (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  )
}

function Hers({ id }: { id: string }) {
  const of = useLoaded(() => get<FeedbackView>(`/enrolments/${id}/feedback`), [id])
  return <Screen of={of}>{of.data && <Feedback id={id} view={of.data} onGiven={of.set} />}</Screen>
}

import type { PlanHead } from '@shared/features/pairing/plan.schema'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { AskPlan } from './ask-plan'
import { Plan } from './plan'
import '../../../core/desk.scss'
import '../match.scss'

/** 全县的结对方案: proposed for all children that have nobody, approved one by one. */
export default function PlanPage() {
  return <Known>{(who) => <Newest key={who} />}</Known>
}

function Newest() {
  const newest = useLoaded(() => get<{ plan: PlanHead | null }>('/pairing-plans'))
  const made = (plan: PlanHead) => newest.set({ plan })
  const plan = newest.data?.plan
  if (plan) return <Plan key={plan.id} head={plan} onMade={made} />
  return (
    <Screen of={newest} className="cadre">
      <AskPlan onMade={made} />
    </Screen>
  )
}

import type { PlanHead } from '@shared/features/pairing/plan.schema'
import { useState } from 'react'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { OwnPlace, useOwnPlaces } from '../../../core/own-place'
import { Screen } from '../../../core/screen'
import { AskPlan } from './ask-plan'
import { Plan } from './plan'
import '../../../core/desk.scss'
import '../../../core/field-form.scss'
import '../match.scss'

/** 全县的结对方案: proposed for all children that have nobody, approved one by one. */
export default function PlanPage() {
  return <Known>{(who) => <Newest key={who} />}</Known>
}

const COUNTY = ['county'] as const

function Newest() {
  const [own] = useOwnPlaces(COUNTY)
  const [place, setPlace] = useState(own?.place)
  const newest = useLoaded(() => get<{ plan: PlanHead | null }>('/pairing-plans', { place }), [place])
  const made = (plan: PlanHead) => newest.set({ plan })
  const plan = newest.data?.plan
  const choice = <OwnPlace name="place" label="看哪个县的" levels={COUNTY} value={place} onChange={(_, one) => setPlace(String(one))} />
  if (plan) return <Plan key={plan.id} head={plan} place={place} choice={choice} onMade={made} />
  return (
    <Screen of={newest} className="cadre">
      {choice}
      <AskPlan place={place} onMade={made} />
    </Screen>
  )
}

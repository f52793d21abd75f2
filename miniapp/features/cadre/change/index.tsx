import type { ActivityView } from '@shared/features/activity/activity.schema'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { ChangeForm } from './change-form'
import '../../../core/desk.scss'
import '../publish/index.scss'

/** Moves an activity (`?what=move`), or changes its words. */
export default function ChangePage() {
  const { id = '', what } = useRouter<{ id?: string; what?: string }>().params
  return <Known>{(who) => <Change key={who} id={id} moving={what === 'move'} />}</Known>
}

function Change({ id, moving }: { id: string; moving: boolean }) {
  const of = useLoaded(() => get<ActivityView>(`/activities/${id}`))
  const [stale, setStale] = useState(false)
  const { data } = of
  if (!data) return <Screen className="cadre" of={of} />
  const refresh = () => {
    setStale(true)
    void of.reload()
  }
  // What a colleague has made of it meanwhile is shown, and she begins with that.
  return <ChangeForm key={data.revision} activity={data} moving={moving} stale={stale} onStale={refresh} />
}

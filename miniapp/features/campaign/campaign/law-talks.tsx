import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { ActivityRow } from '../../../core/activity/activity-row'
import { askOpenly } from '../../../core/openly'
import type { Page } from '../../../core/pages'
import { toActivitiesOf } from '../../../core/routes'

const SHOWN = 2

/** Where somebody can be asked face to face soon; without signal or without any such day, whom to call instead. */
export function LawTalks() {
  const [talks, setTalks] = useState<readonly ActivityView[]>([])
  useEffect(() => {
    askOpenly<Page<ActivityView>>('GET', '/activities?box=coming&sort=law').then(
      ({ items }) => setTalks(items),
      () => undefined,
    )
  }, [])
  const now = new Date().toISOString()
  return (
    <>
      <View className="row section">
        <View className="title grow">当面问一问</View>
        {talks.length > SHOWN && (
          <View className="link all" ariaRole="button" onClick={() => toActivitiesOf('law')}>
            全部 ›
          </View>
        )}
      </View>
      {talks.slice(0, SHOWN).map((activity) => (
        <ActivityRow key={activity.id} activity={activity} now={now} />
      ))}
      {talks.length === 0 && <View className="note">近处有了法律讲座、现场咨询，会列在这里。不想等，打12348，免费问律师。</View>}
    </>
  )
}

import { saySpan } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'

interface FactsProps {
  activity: ActivityView
  now: string
}

/** When, where, what to bring, whose it is. */
export function Facts({ activity, now }: FactsProps) {
  const lines = [
    { label: '时间', words: saySpan(activity.startsAt, activity.endsAt, now) },
    { label: '地点', words: activity.place },
    ...(activity.bring ? [{ label: '带什么', words: activity.bring }] : []),
    { label: '谁办的', words: activity.organiser.name },
  ]
  return (
    <View className="card facts">
      {lines.map(({ label, words }) => (
        <View key={label} className="fact-line">
          <View className="note">{label}</View>
          <View className="strong">{words}</View>
        </View>
      ))}
    </View>
  )
}

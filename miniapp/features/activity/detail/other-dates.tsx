import { sayTime } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import { saySeats } from '../../../core/activity/words'
import { Icon } from '../../../core/art/icon'
import { toActivity } from '../../../core/routes'

/** The same on other days: who can't come now may come then. */
export function OtherDates({ others, now }: { others: readonly ActivityView[]; now: string }) {
  if (others.length === 0) return null
  return (
    <View className="card other-dates">
      <View className="title">其他日子也办</View>
      {others.map((other) => (
        <View key={other.id} className="row other-date" hoverClass="pressed" ariaRole="button" onClick={() => toActivity(other.id)}>
          <View className="grow">
            <View className="strong">{sayTime(other.startsAt, now)}</View>
            <View className="note">{saySeats(other, now).words}</View>
          </View>
          <Icon name="chevron" size={18} />
        </View>
      ))}
    </View>
  )
}

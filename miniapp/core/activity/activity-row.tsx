import { dayOf } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'

import { memo } from 'react'
import './activity-row.scss'
import { toActivity } from '../routes'
import { saySeats, sayWhen } from './words'

interface ActivityRowProps {
  activity: ActivityView
  now: string
}

/** One activity in a list: the day as a block, what and where, and whether there is room. */
export const ActivityRow = memo(function ActivityRow({ activity, now }: ActivityRowProps) {
  const [, month, date] = dayOf(activity.startsAt).split('-').map(Number)
  const seats = saySeats(activity, now)
  const open = () => toActivity(activity.id)
  return (
    <View className="card row activity-row" onClick={open} ariaRole="button">
      <View className="activity-day">
        <View className="activity-date">{date}</View>
        <View className="note">{month}月</View>
      </View>
      <View className="grow">
        <View className="strong">{activity.title}</View>
        <View className="note">
          {sayWhen(activity.startsAt, now)} · {activity.place}
        </View>
        <View className={`tag ${seats.tone} gap-s`}>{seats.words}</View>
      </View>
    </View>
  )
})

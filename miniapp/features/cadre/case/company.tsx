import { sayDay } from '@shared/core/time'
import { sayReminders } from '@shared/features/pairing/company.rules'
import { sayWay } from '@shared/features/pairing/diary'
import type { DiaryDays } from '@shared/features/pairing/diary.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { get } from '../../../core/api'
import { ListEnd } from '../../../core/list-end'
import { usePages } from '../../../core/pages'
import { Loading } from '../../../core/screen'

/** On which days a mother was with the child, and how: what she wrote is hers alone. */
export function Company({ pairing }: { pairing: string }) {
  const [reminder, setReminder] = useState<DiaryDays['reminder']>()
  const days = usePages(
    async (after) => {
      const page = await get<DiaryDays>(`/pairings/${pairing}/entries`, { after })
      setReminder(page.reminder)
      return page
    },
    [pairing],
  )
  const now = new Date().toISOString()
  return (
    <View className="card company">
      <View className="title">哪几天陪过孩子</View>
      <View className="note">她写的话、照片和录音只有她自己看得到。不打分、不排名。</View>
      <Loading of={days}>
        {days.data?.items.map(({ day, way }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: twice on a day in the same way is two lines that are the same
          <View key={at} className="row gap-s company-day">
            <View className="grow">{sayDay(day, now)}</View>
            <View>{sayWay(way)}</View>
          </View>
        ))}
        {days.data?.items.length === 0 && <View className="gap-s">还没有记过。</View>}
        <ListEnd of={days} />
        {reminder && <View className="note gap reminder">{sayReminders(reminder)}</View>}
      </Loading>
    </View>
  )
}

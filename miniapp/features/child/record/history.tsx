import { sayTime } from '@shared/core/time'
import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { sayStep } from '../words'

/** So many come from the cloud, the newest. */
const MOST = 50
const FEW = 5

/** Who did what, the newest first; the lookings too. */
export function History({ events, now }: { events: ChildView['events']; now: string }) {
  const [all, setAll] = useState(false)
  const shown = all ? events : events.slice(0, FEW)
  return (
    <View className="card">
      <View className="title">经过</View>
      <View className="gap-s">
        {shown.map((event) => (
          <View key={event.seq} className="step-line">
            <View>{sayStep(event)}</View>
            <View className="note">
              {event.by}
              {event.standingIn ? '（镇里代办）' : ''} · {sayTime(event.at, now)}
            </View>
          </View>
        ))}
      </View>
      {!all && events.length > FEW && (
        <Action small className="all-steps" onTap={() => setAll(true)}>
          {events.length < MOST ? `看全部${events.length}步` : `看最近${MOST}步`}
        </Action>
      )}
    </View>
  )
}

import { ROLE_NAMES } from '@shared/core/place'
import { dayOf, sayDay } from '@shared/core/time'
import type { GrantView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import { memo } from 'react'
import { Action } from '../../../core/action'

interface GrantLineProps {
  grant: GrantView
  now: string
  onRevoke: (grant: GrantView) => void
}

/** Who may act where, and the way to take it back. */
export const GrantLine = memo(function GrantLine({ grant, now, onRevoke }: GrantLineProps) {
  const { id, name, role, placeName, grantedAt } = grant
  return (
    <View className={`line row row-${id}`}>
      <View className="grow">
        <View className="strong">{name}</View>
        <View className="note">
          {placeName} · {ROLE_NAMES[role]}
        </View>
        <View className="note">{sayDay(dayOf(grantedAt), now)}起</View>
      </View>
      <Action small tone="danger" className="m-revoke" onTap={() => onRevoke(grant)}>
        收回
      </Action>
    </View>
  )
})

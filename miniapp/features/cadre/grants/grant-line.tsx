import { ROLE_NAMES } from '@shared/core/place'
import { dayOf, sayDay } from '@shared/core/time'
import type { GrantView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { remove } from '../../../core/api'
import { asRefusal } from '../../../core/refusal'

interface GrantLineProps {
  grant: GrantView
  onRevoked: () => void
}

/** Who may act where, and the way to take it back. */
export function GrantLine({ grant: { id, name, role, placeName, grantedAt }, onRevoked }: GrantLineProps) {
  const [busy, setBusy] = useState(false)
  const revoke = async () => {
    const { confirm } = await Taro.showModal({
      title: `收回${name}的授权？`,
      content: `马上生效：她就看不到${placeName}的申请，也不能再办。她以前办过的都留着记录。`,
      confirmText: '收回',
      confirmColor: '#b3261e',
      cancelText: '先不',
    })
    if (!confirm) return
    setBusy(true)
    try {
      await remove(`/grants/${id}`)
      void Taro.showToast({ title: `已收回${name}的授权`, icon: 'none' })
      onRevoked()
    } catch (reason) {
      void Taro.showToast({ title: asRefusal(reason).message, icon: 'none', duration: 3000 })
    }
    setBusy(false)
  }
  return (
    <View className={`line row-${id}`}>
      <View className="grow">
        <View className="strong">{name}</View>
        <View className="note">
          {placeName} · {ROLE_NAMES[role]}
        </View>
        <View className="note">{sayDay(dayOf(grantedAt), new Date().toISOString())}起</View>
      </View>
      <Action small tone="danger" className="m-revoke" busy={busy} onTap={revoke}>
        收回
      </Action>
    </View>
  )
}

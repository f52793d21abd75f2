import type { GrantView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { remove } from '../../../core/api'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

interface RevokeSheetProps {
  grant: GrantView
  onClose: () => void
  onRevoked: () => void
}

/** Takes a role back, after saying what that means. */
export function RevokeSheet({ grant: { id, name, placeName }, onClose, onRevoked }: RevokeSheetProps) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const revoke = async () => {
    setBusy(true)
    setTrouble('')
    try {
      await remove(`/grants/${id}`)
      void Taro.showToast({ title: `已收回${name}的授权`, icon: 'none' })
      onRevoked()
    } catch (reason) {
      setTrouble(asRefusal(reason).message)
      setBusy(false)
    }
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="danger" className="do-revoke" busy={busy} onTap={revoke}>
        {busy ? '正在收回…' : '确定收回'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title={`收回${name}的授权？`} className="revoke-sheet" onClose={onClose} foot={foot}>
      <View>马上生效：她就看不到{placeName}的申请，也不能再办。</View>
      <View className="note gap-s">她以前办过的都留着记录。要是收错了，可以再授权一次。</View>
    </Sheet>
  )
}

import type { QueueRow } from '@shared/features/activity/seats.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { newKey } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { loadCase, makeMove } from '../../../core/moves'
import { Trouble } from '../../../core/trouble'
import { reveal } from '../reveal'

const REASON = '有名额了，电话问她来不来'

interface QueueCardProps {
  row: QueueRow
  /** she is phoned, and let in when she wants to come */
  byPhone: boolean
  onLetIn: () => void
}

/** Somebody who waits; the number opens with the call and is recorded. */
export function QueueCard({ row, byPhone, onLetIn }: QueueCardProps) {
  const { application, position, who, village, phone } = row
  const { busy, trouble, run } = useDoing()
  const [number, setNumber] = useState('')
  const dial = () =>
    run(async () => {
      const value = number || String((await reveal(application, 'phone', REASON)).value)
      setNumber(value)
      // Giving up the call in the phone's own dialogue is no failure.
      await Taro.makePhoneCall({ phoneNumber: value }).catch(() => undefined)
    })
  const letIn = () =>
    run(async () => {
      await makeMove(await loadCase(application), 'letIn', {}, newKey())
      void Taro.showToast({ title: `${who}报上名了`, icon: 'none' })
      onLetIn()
    })
  return (
    <View className={`card row-${application}`}>
      <View className="title">
        第{position}位 {who}
      </View>
      <View className="note">
        {village} {number || phone}
      </View>
      <Trouble words={trouble} className="gap-s" />
      {byPhone && (
        <View className="row gap-s">
          <Action small tone="soft" className="m-call" busy={busy} onTap={dial}>
            拨打
          </Action>
          <Action small tone="line" className="m-letIn" busy={busy} onTap={letIn}>
            让她来
          </Action>
        </View>
      )}
    </View>
  )
}

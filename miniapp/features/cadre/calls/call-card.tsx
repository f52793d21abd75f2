import { sayTime } from '@shared/core/time'
import type { CallView } from '@shared/features/notices/notices.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'
import { reveal } from '../reveal'

const REASON = '电话通知'
const RESULTS = [
  { result: 'told', label: '已告知', said: '记下了，她知道了' },
  { result: 'noAnswer', label: '没人接', said: '记下了，过会儿再打' },
  { result: 'wrongNumber', label: '号码不对', said: '记下了，请托村里找她' },
] as const
type Result = (typeof RESULTS)[number]

interface CallCardProps {
  call: CallView
  now: string
  onDone: () => void
}

/** Whom to call, why, what to say; the number opens with the call and is recorded. */
export function CallCard({ call, now, onDone }: CallCardProps) {
  const { busy, trouble, number, dial, note } = useCall(call, onDone)
  return (
    <View className={`card row-${call.id}`}>
      <View className="row top">
        <View className="grow">
          <View className="title">{call.who}</View>
          <View className="note">{number || call.phone}</View>
          <View className="note">{sayTime(call.at, now)}没送到</View>
        </View>
        <Action small tone="soft" className="m-call" busy={busy} onTap={dial}>
          拨打
        </Action>
      </View>
      <View className="tell">
        <View className="note">请告诉她：{call.title}</View>
        <View className="strong">{call.text}</View>
      </View>
      <View className="note gap-s">收不到消息的原因：{call.why}</View>
      <Trouble words={trouble} className="gap-s" />
      <View className="results">
        {RESULTS.map((one) => (
          <Action
            key={one.result}
            small
            className={`m-${one.result}`}
            tone={one.result === 'told' ? 'soft' : 'line'}
            busy={busy}
            onTap={() => note(one)}
          >
            {one.label}
          </Action>
        ))}
      </View>
    </View>
  )
}

/** Dialling and noting the result; a result sent twice is noted once. */
function useCall({ id, application }: CallView, onDone: () => void) {
  const { busy, trouble, run } = useDoing()
  const [number, setNumber] = useState('')
  const keys = useRef<Record<string, string>>({})

  const dial = () =>
    run(async () => {
      const value = number || String((await reveal(application, 'phone', REASON)).value)
      setNumber(value)
      // Giving up the call in the phone's own dialogue is no failure.
      await Taro.makePhoneCall({ phoneNumber: value }).catch(() => undefined)
    })
  const note = ({ result, said }: Result) =>
    run(async () => {
      keys.current[result] = keys.current[result] ?? newKey()
      await post(`/calls/${id}`, { result }, keys.current[result])
      // Nobody answers a second time: that is a new result.
      delete keys.current[result]
      void Taro.showToast({ title: said, icon: 'none' })
      onDone()
    })
  return { busy, trouble, number, dial, note }
}

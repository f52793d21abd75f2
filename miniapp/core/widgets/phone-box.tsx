import type { ButtonProps } from '@tarojs/components'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../action'
import { takePhone } from '../profile'
import { asRefusal } from '../refusal'
import { TextBox } from './text-box'
import type { WidgetProps } from './widget'

type PhoneEvent = Parameters<NonNullable<ButtonProps['onGetPhoneNumber']>>[0]

/** A telephone number: typed, or the one that WeChat knows. */
export function PhoneBox(props: WidgetProps<'phone'>) {
  // A number that was there from the start needs no help; while she types, nothing jumps away.
  const [offered] = useState(() => process.env.TARO_ENV === 'weapp' && !props.value)
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const take = async ({ detail }: PhoneEvent) => {
    const code = (detail as { code?: string }).code
    // Without a code she said no, or WeChat has none for her: typing works.
    if (!code) return setTrouble('没有拿到微信里的号码，请直接填写')
    setBusy(true)
    setTrouble('')
    try {
      props.onChange(await takePhone(code))
    } catch (reason) {
      setTrouble(`${asRefusal(reason).message}，也可以直接填写`)
    }
    setBusy(false)
  }
  return (
    <View>
      <TextBox {...props} />
      {offered && (
        <Action className="gap-s wechat-phone" openType="getPhoneNumber" onGetPhoneNumber={take} busy={busy}>
          用微信里的手机号
        </Action>
      )}
      {trouble !== '' && <View className="note gap-s">{trouble}</View>}
    </View>
  )
}

import Signature from '@nutui/nutui-react-taro/dist/es/packages/signature'
import type { UploadView } from '@shared/features/uploads/uploads.schema'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { Action } from '../action'
import { upload } from '../api'
import { asRefusal } from '../refusal'
import { Trouble } from '../trouble'
import type { WidgetProps } from './widget'

interface Pad {
  confirm(): void
  clear(): void
}

/** A signature drawn with the finger. */
export function SignatureBox({ value, onChange }: WidgetProps<'signature'>) {
  const pad = useRef<Pad>(null)
  const [trouble, setTrouble] = useState('')
  const take = async (path: string, signed?: boolean) => {
    if (!signed) return setTrouble('还没有签名，请用手指写上您的名字')
    setTrouble('')
    try {
      onChange((await upload<UploadView>(path)).id)
    } catch (reason) {
      setTrouble(asRefusal(reason).message)
    }
  }
  if (value)
    return (
      <View className="row">
        <View className="grow">✓ 已签好</View>
        <Action small onTap={() => onChange(undefined)}>
          重新签
        </Action>
      </View>
    )
  return (
    <View>
      <Signature ref={pad} className="pad" lineWidth={3} onConfirm={take} />
      <View className="row gap-s">
        <Action onTap={() => pad.current?.clear()}>擦掉重写</Action>
        <Action tone="soft" onTap={() => pad.current?.confirm()}>
          写好了
        </Action>
      </View>
      <Trouble words={trouble} className="gap-s" />
    </View>
  )
}

import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { WidgetProps } from './widget'

/** Yuan as typed to whole fen: no floating point on the way. */
function fenOf(typed: string): number | undefined {
  const parts = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(typed)
  return parts ? Number(parts[1]) * 100 + Number(`${parts[2] ?? ''}00`.slice(0, 2)) : undefined
}

/** A sum of money. What she types stays as typed: `12.` on the way to `12.5`. */
export function MoneyBox({ field, value, onChange, bad }: WidgetProps<'money'>) {
  const [typed, setTyped] = useState('')
  const shown = fenOf(typed) === value ? typed : value === undefined ? '' : String(value / 100)
  const take = (text: string) => {
    if (text !== '' && fenOf(text) === undefined) return
    setTyped(text)
    onChange(fenOf(text))
  }
  return (
    <View className={`box row ${bad ? 'bad' : ''}`}>
      <Input className="grow" plain type="text" value={shown} placeholder={`请填写${field.label}`} onChange={take} />
      <View className="unit">元</View>
    </View>
  )
}

import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { WidgetProps } from './widget'

/** What is typed to whole parts of a unit: no floating point on the way. Undefined when it is no such number. */
function partsOf(typed: string, places: number): number | undefined {
  const parts = new RegExp(`^(\\d{1,9})(?:\\.(\\d{0,${places}}))?$`).exec(typed)
  return parts ? Number(parts[1]) * 10 ** places + Number((parts[2] ?? '').padEnd(places, '0')) : undefined
}

/** A sum in yuan (kept in fen) or a yearly rate in per cent (kept in ten-thousandths). What she types stays as typed: `12.` on the way to `12.5`. */
export function MoneyBox({ field, value, onChange, bad }: WidgetProps<'money'> | WidgetProps<'rate'>) {
  const [typed, setTyped] = useState('')
  const places = field.type === 'money' ? 2 : 4
  const shown = partsOf(typed, places) === value ? typed : value === undefined ? '' : String(value / 10 ** places)
  const take = (text: string) => {
    if (text !== '' && partsOf(text, places) === undefined) return
    setTyped(text)
    onChange(partsOf(text, places))
  }
  return (
    <View className={`box row ${bad ? 'bad' : ''}`}>
      <Input className="grow" plain type="text" value={shown} placeholder={`请填写${field.label}`} onChange={take} />
      <View className="unit">{field.type === 'money' ? '元' : '%'}</View>
    </View>
  )
}

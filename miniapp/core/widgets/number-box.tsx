import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { View } from '@tarojs/components'
import type { WidgetProps } from './widget'

/** A year or a count. */
export function NumberBox({ field, value, onChange, bad }: WidgetProps<'year'> | WidgetProps<'whole'>) {
  const take = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, 12)
    onChange(digits === '' ? undefined : Number(digits))
  }
  return (
    <View className={`box row ${bad ? 'bad' : ''}`}>
      <Input className="grow" plain type="number" value={value === undefined ? '' : String(value)} placeholder="填数字" onChange={take} />
      <View className="unit">{field.type === 'year' ? '年' : field.unit}</View>
    </View>
  )
}

import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import type { Correction } from '@shared/core/fields'
import { View } from '@tarojs/components'
import { Option } from './option'
import type { WidgetProps } from './widget'

/** What must be supplemented, named once and completely: tick the answer, write what is wrong with it. */
export function CorrectionsBox({ value = [], onChange, correctable }: WidgetProps<'corrections'>) {
  const set = (next: readonly Correction[]) => onChange(next.length > 0 ? next : undefined)
  const turn = (field: string) =>
    set(value.some((one) => one.field === field) ? value.filter((one) => one.field !== field) : [...value, { field, note: '' }])
  const write = (field: string, note: string) => set(value.map((one) => (one.field === field ? { field, note } : one)))
  return (
    <View className="options">
      {Object.keys(correctable).map((name) => {
        const named = value.find((one) => one.field === name)
        return (
          <View key={name}>
            <Option many chosen={named !== undefined} onTap={() => turn(name)}>
              {correctable[name]?.label}
            </Option>
            {named && (
              <Input
                className="box gap-s"
                placeholder="写清楚要怎么改，她才能一次改好"
                value={named.note}
                onChange={(note) => write(name, note)}
              />
            )}
          </View>
        )
      })}
    </View>
  )
}

import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import type { Correction } from '@shared/core/fields'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Option } from './option'
import type { WidgetProps } from './widget'

/** What must be supplemented, named once and completely: tick the answer, write what is wrong with it; a long form part by part. */
export function CorrectionsBox({ value = [], onChange, correctable, parts = [] }: WidgetProps<'corrections'>) {
  const [open, setOpen] = useState<string>()
  const set = (next: readonly Correction[]) => onChange(next.length > 0 ? next : undefined)
  const turn = (field: string) =>
    set(value.some((one) => one.field === field) ? value.filter((one) => one.field !== field) : [...value, { field, note: '' }])
  const write = (field: string, note: string) => set(value.map((one) => (one.field === field ? { field, note } : one)))
  const optionOf = (name: string) => {
    const named = value.find((one) => one.field === name)
    return (
      <View key={name}>
        <Option many chosen={named !== undefined} className={`c-${name}`} onTap={() => turn(name)}>
          {correctable[name]?.label}
        </Option>
        {named && (
          <Input
            className={`box gap-s n-${name}`}
            placeholder="写清楚要怎么改，她才能一次改好"
            value={named.note}
            onChange={(note) => write(name, note)}
          />
        )}
      </View>
    )
  }
  if (parts.length === 0) return <View className="options">{Object.keys(correctable).map(optionOf)}</View>
  return (
    <View className="options">
      {parts.map(({ title, fields }, i) => {
        const names = fields.filter((name) => correctable[name] && correctable[name].type !== 'consent')
        const chosen = value.filter(({ field }) => names.includes(field)).length
        return names.length === 0 ? null : (
          <View key={title}>
            <View className={`row part part-${i}`} ariaRole="button" onClick={() => setOpen(open === title ? undefined : title)}>
              <View className="strong grow">{title}</View>
              <View className="note">{chosen > 0 ? `${chosen}处要改` : open === title ? '收起' : '打开'}</View>
            </View>
            {open === title && <View className="options">{names.map(optionOf)}</View>}
          </View>
        )
      })}
    </View>
  )
}

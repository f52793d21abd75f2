import { View } from '@tarojs/components'
import { Option } from './option'
import type { WidgetProps } from './widget'

export function YesNo({ value, onChange }: WidgetProps<'yesNo'>) {
  return (
    <View className="row">
      {[true, false].map((answer) => (
        <Option key={String(answer)} className="grow" chosen={value === answer} onTap={() => onChange(answer)}>
          {answer ? '是' : '不是'}
        </Option>
      ))}
    </View>
  )
}

/** Two of so many characters find room beside each other, in large type as well. */
const SHORT = 4

export function OneOf({ field, value, onChange }: WidgetProps<'choice'>) {
  const short = field.options.every(({ label }) => label.length <= SHORT)
  return (
    <View className={`options ${short ? 'pairs' : ''}`}>
      {field.options.map((option) => (
        <Option key={option.value} chosen={value === option.value} onTap={() => onChange(option.value)}>
          {option.label}
        </Option>
      ))}
    </View>
  )
}

export function SomeOf({ field, value = [], onChange }: WidgetProps<'choices'>) {
  const turn = (one: string) => {
    const next = field.options.map((option) => option.value).filter((each) => (each === one) !== value.indexOf(each) >= 0)
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <View className="options">
      {field.options.map((option) => (
        <Option key={option.value} many chosen={value.indexOf(option.value) >= 0} onTap={() => turn(option.value)}>
          {option.label}
        </Option>
      ))}
    </View>
  )
}

/** A consent of its own: its purpose in words, and only a yes counts. */
export function ConsentBox({ field, value, onChange }: WidgetProps<'consent'>) {
  return (
    <View>
      <View className="note">{field.purpose}</View>
      <Option many className="gap-s" chosen={value === true} onTap={() => onChange(value === true ? undefined : true)}>
        我同意
      </Option>
    </View>
  )
}

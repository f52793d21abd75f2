import DatePicker from '@nutui/nutui-react-taro/dist/es/packages/datepicker'
import { dayOf, sayDay } from '@shared/core/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { rangeOf } from './day-range'
import type { WidgetProps } from './widget'

const two = (part: number | string) => String(part).padStart(2, '0')
/** The picker thinks in the phone's own days. */
const dateOf = (day: string) => new Date(`${day.replace(/-/g, '/')} 00:00:00`)

export function DayBox({ field, value, onChange, bad }: WidgetProps<'day'>) {
  const [open, setOpen] = useState(false)
  const { from, to, first } = rangeOf(field.label, dayOf(new Date().toISOString()))
  // What was chosen some time ago may lie outside by now: it stays what it is until she turns the wheels.
  const start = value && value < from ? value : from
  return (
    <View>
      <View className={`box row picked ${bad ? 'bad' : ''}`} ariaRole="button" onClick={() => setOpen(true)}>
        <View className={`grow ${value ? '' : 'faint'}`}>{value ? `${value.slice(0, 4)}年${sayDay(value)}` : `请选择${field.label}`}</View>
        <View className="link">{value ? '换一天' : '选择'}</View>
      </View>
      <DatePicker
        title={field.label}
        visible={open}
        showChinese
        threeDimensional={false}
        defaultValue={dateOf(value ?? first)}
        startDate={dateOf(start)}
        endDate={dateOf(to)}
        onClose={() => setOpen(false)}
        onConfirm={(_options, [year, month, day]) => onChange(`${year}-${two(month ?? 1)}-${two(day ?? 1)}`)}
      />
    </View>
  )
}

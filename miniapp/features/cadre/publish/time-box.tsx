import DatePicker from '@nutui/nutui-react-taro/dist/es/packages/datepicker'
import { atChina, sayClock } from '@shared/core/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Asked, type BoxProps } from '../../../core/asked'

interface TimeBoxProps extends BoxProps {
  name: string
  label: string
}

const ANY_DAY = '2026-01-01'
const clock = (hour: number, minute: number) => new Date(2026, 0, 1, hour, minute)
const two = (part: unknown) => String(part ?? 0).padStart(2, '0')

/** A time of day (`HH:mm` in China), by five minutes. */
export function TimeBox({ name, label, value, problem, onChange }: TimeBoxProps) {
  const [open, setOpen] = useState(false)
  const time = typeof value === 'string' ? value : undefined
  const [hour = 9, minute = 0] = (time ?? '09:00').split(':').map(Number)
  return (
    <Asked name={name} label={label} problem={problem}>
      <View className={`box row picked ${problem ? 'bad' : ''}`} ariaRole="button" onClick={() => setOpen(true)}>
        <View className={`grow ${time ? '' : 'faint'}`}>{time ? sayClock(atChina(ANY_DAY, time)) : '请选择'}</View>
        <View className="link">{time ? '改' : '选择'}</View>
      </View>
      <DatePicker
        title={label}
        type="hour-minutes"
        visible={open}
        showChinese
        threeDimensional={false}
        minuteStep={5}
        defaultValue={clock(hour, minute)}
        startDate={clock(5, 0)}
        endDate={clock(23, 55)}
        onClose={() => setOpen(false)}
        onConfirm={(_options, [h, m]) => onChange(name, `${two(h)}:${two(m)}`)}
      />
    </Asked>
  )
}

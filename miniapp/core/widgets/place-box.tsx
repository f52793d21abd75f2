import { View } from '@tarojs/components'
import { useCallback, useRef, useState } from 'react'
import { sayPlace, usePlaces } from '../places'
import { ReadySheet } from '../sheet'
import { Option } from './option'
import { VillageList } from './village-list'
import type { WidgetProps } from './widget'

/** The village, picked from a large list. */
export function VillageBox({ field, value, onChange, bad }: WidgetProps<'village'>) {
  const [open, setOpen] = useState(false)
  const places = usePlaces()
  const answer = useRef(onChange)
  answer.current = onChange
  const pick = useCallback((id: string) => {
    answer.current(id)
    setOpen(false)
  }, [])
  return (
    <View>
      <View className={`box row picked ${bad ? 'bad' : ''}`} ariaRole="button" onClick={() => setOpen(true)}>
        <View className={`grow ${value ? '' : 'faint'}`}>{value ? sayPlace(value, places) : `请选择${field.label}`}</View>
        <View className="link">{value ? '换一个' : '选择'}</View>
      </View>
      <ReadySheet open={open} title={`选${field.label}`} onClose={() => setOpen(false)} className="villages">
        <VillageList places={places} chosen={value} onPick={pick} />
      </ReadySheet>
    </View>
  )
}

/** An office of its role that acts on the case next. */
export function OfficeBox({ field, value, onChange }: WidgetProps<'office'>) {
  const offices = usePlaces().filter((place) => place.level === 'office' && place.role === field.role)
  return (
    <View className="options">
      {offices.map(({ id, name }) => (
        <Option key={id} chosen={value === id} onTap={() => onChange(id)}>
          {name}
        </Option>
      ))}
    </View>
  )
}

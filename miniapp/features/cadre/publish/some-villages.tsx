import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { usePlaces } from '../../../core/places'
import { VillagesSheet } from './villages-sheet'

interface SomeVillagesProps {
  title: string
  /** what it means to choose none */
  none: string
  chosen: readonly string[]
  onChange: (ids: string[] | undefined) => void
}

/** Villages in a line of words, chosen in a sheet. */
export function SomeVillages({ title, none, chosen, onChange }: SomeVillagesProps) {
  const [open, setOpen] = useState(false)
  const places = usePlaces()
  return (
    <View>
      <View className="box row picked" ariaRole="button" onClick={() => setOpen(true)}>
        <View className="grow">{chosen.length === 0 ? none : sayVillages(chosen, places)}</View>
        <View className="link">{chosen.length > 0 ? '改' : '选村'}</View>
      </View>
      <VillagesSheet open={open} title={title} places={places} chosen={chosen} onClose={() => setOpen(false)} onChange={onChange} />
    </View>
  )
}

const FEW = 4

function sayVillages(ids: readonly string[], places: readonly PlaceView[]): string {
  const names = places.filter(({ id }) => ids.indexOf(id) >= 0).map(({ name }) => name)
  return names.length <= FEW ? names.join('、') : `${names.slice(0, FEW).join('、')}等${ids.length}个村`
}

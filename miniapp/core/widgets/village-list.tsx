import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { memo, useState } from 'react'

/** Up to this many villages the whole list lies open; beyond it a town opens by a tap. */
const ALL_OPEN = 60

interface VillageListProps {
  places: readonly PlaceView[]
  chosen: string | undefined
  onPick: (id: string) => void
}

interface TownProps {
  town: PlaceView
  villages: readonly PlaceView[]
  chosen: string | undefined
  open: boolean
  onOpen: () => void
  onPick: (id: string) => void
}

const Town = memo(function Town({ town, villages, chosen, open, onOpen, onPick }: TownProps) {
  return (
    <View className="town">
      <View className="note town-name" onClick={onOpen}>
        {town.name}
        {!open && ` · ${villages.length}个村 ›`}
      </View>
      {open &&
        villages.map(({ id, name }) => (
          <View key={id} className={`village ${id === chosen ? 'chosen' : ''} v-${id}`} ariaRole="button" onClick={() => onPick(id)}>
            {name}
            {id === chosen && ' ✓'}
          </View>
        ))}
    </View>
  )
})

/** All villages as a large list, town by town; one tap picks. */
export function VillageList({ places, chosen, onPick }: VillageListProps) {
  const [search, setSearch] = useState('')
  const [opened, setOpened] = useState(places.find((one) => one.id === chosen)?.parent ?? '')
  const villages = places.filter((one) => one.level === 'village' && one.name.indexOf(search.trim()) >= 0)
  const allOpen = villages.length <= ALL_OPEN
  const towns = places.filter((one) => one.level === 'town' && villages.some((village) => village.parent === one.id))
  return (
    <View>
      <Input className="box" placeholder="找村名，比如：柳溪" value={search} onChange={setSearch} />
      {towns.map((town) => (
        <Town
          key={town.id}
          town={town}
          villages={villages.filter((one) => one.parent === town.id)}
          chosen={chosen}
          open={allOpen || opened === town.id}
          onOpen={() => setOpened(town.id)}
          onPick={onPick}
        />
      ))}
      {towns.length === 0 && <View className="note gap">没有叫“{search}”的村，换个字试试</View>}
    </View>
  )
}

import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Sheet } from '../../../core/sheet'

interface VillagesSheetProps {
  open: boolean
  places: readonly PlaceView[]
  chosen: readonly string[]
  onChange: (ids: string[] | undefined) => void
  onClose: () => void
}

/** The villages of every town, several at once; a town's name takes all of its villages. */
export function VillagesSheet({ open, places, chosen, onChange, onClose }: VillagesSheetProps) {
  const towns = places.filter(({ level }) => level === 'town')
  const take = (ids: readonly string[], wanted: boolean) => {
    const others = chosen.filter((id) => ids.indexOf(id) < 0)
    const next = wanted ? [...others, ...ids] : others
    onChange(next.length > 0 ? next : undefined)
  }
  const foot = (
    <View className="feet">
      <Action className="wide m-anyone" onTap={() => onChange(undefined)}>
        都不限
      </Action>
      <Action tone="go" className="wide m-picked" onTap={onClose}>
        {chosen.length > 0 ? `选好了，${chosen.length}个村` : '选好了'}
      </Action>
    </View>
  )
  return (
    <Sheet open={open} title="哪些村能来" onClose={onClose} foot={foot}>
      {towns.map((town) => (
        <Town key={town.id} town={town} villages={places.filter(({ parent }) => parent === town.id)} chosen={chosen} take={take} />
      ))}
    </Sheet>
  )
}

interface TownProps {
  town: PlaceView
  villages: readonly PlaceView[]
  chosen: readonly string[]
  take: (ids: readonly string[], wanted: boolean) => void
}

function Town({ town, villages, chosen, take }: TownProps) {
  const ids = villages.map(({ id }) => id)
  const all = ids.every((id) => chosen.indexOf(id) >= 0)
  return (
    <View className="town">
      <View className="beside">
        <View className="note town-name grow">{town.name}</View>
        <View className={`link whole-town t-${town.id}`} ariaRole="button" onClick={() => take(ids, !all)}>
          {all ? '整个镇不选' : '选整个镇'}
        </View>
      </View>
      {villages.map(({ id, name }) => {
        const on = chosen.indexOf(id) >= 0
        return (
          <View key={id} className={`village v-${id} ${on ? 'chosen' : ''}`} ariaRole="button" onClick={() => take([id], !on)}>
            {name}
            {on && ' ✓'}
          </View>
        )
      })}
    </View>
  )
}

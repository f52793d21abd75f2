import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Sheet } from '../../../core/sheet'
import { type TownVillages, townsOf } from '../../../core/widgets/villages'

/** More towns than these lie folded. */
const FEW = 3

interface VillagesSheetProps {
  open: boolean
  title: string
  places: readonly PlaceView[]
  chosen: readonly string[]
  onChange: (ids: string[] | undefined) => void
  onClose: () => void
}

/** The villages of every town, several at once; a town's name takes all of its villages. */
export function VillagesSheet({ open, title, places, chosen, onChange, onClose }: VillagesSheetProps) {
  const towns = townsOf(places, undefined)
  const [opened, setOpened] = useState<readonly string[]>(towns.length <= FEW ? towns.map(({ id }) => id) : [])
  const take = (ids: readonly string[], wanted: boolean) => {
    const others = chosen.filter((id) => ids.indexOf(id) < 0)
    const next = wanted ? [...others, ...ids] : others
    onChange(next.length > 0 ? next : undefined)
  }
  const foot = (
    <View className="feet">
      <Action className="wide m-anyone" onTap={() => onChange(undefined)}>
        都不选
      </Action>
      <Action tone="go" className="wide m-picked" onTap={onClose}>
        {chosen.length > 0 ? `选好了，${chosen.length}个村` : '选好了'}
      </Action>
    </View>
  )
  return (
    <Sheet open={open} title={title} onClose={onClose} foot={foot}>
      {towns.map((town) => (
        <Town
          key={town.id}
          town={town}
          chosen={chosen}
          take={take}
          open={opened.indexOf(town.id) >= 0}
          onOpen={() => setOpened([...opened, town.id])}
        />
      ))}
    </Sheet>
  )
}

interface TownProps {
  town: TownVillages
  chosen: readonly string[]
  take: (ids: readonly string[], wanted: boolean) => void
  open: boolean
  onOpen: () => void
}

function Town({ town, chosen, take, open, onOpen }: TownProps) {
  const ids = town.villages.map(({ id }) => id)
  const count = ids.filter((id) => chosen.indexOf(id) >= 0).length
  const all = count === ids.length
  return (
    <View className="town">
      <View className="row">
        <View className="town-name grow">{count > 0 ? `${town.name}（${count}个村）` : town.name}</View>
        <View className={`link whole-town t-${town.id}`} ariaRole="button" onClick={() => take(ids, !all)}>
          {all ? '整个镇不选' : '选整个镇'}
        </View>
      </View>
      {!open && (
        <View className="village folded" ariaRole="button" onClick={onOpen}>
          {`看${ids.length}个村 ›`}
        </View>
      )}
      {open &&
        town.villages.map(({ id, name }) => {
          const on = chosen.indexOf(id) >= 0
          return (
            <View
              key={id}
              className={on ? 'village chosen' : 'village'}
              ariaRole="checkbox"
              ariaChecked={on}
              onClick={() => take([id], !on)}
            >
              {on ? `${name} ✓` : name}
            </View>
          )
        })}
    </View>
  )
}

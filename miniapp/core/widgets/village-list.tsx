import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { memo, useState } from 'react'
import { Action } from '../action'
import '../field-form.scss'
import { found, type TownVillages, townsOf } from './villages'

/** Up to this many villages the whole list lies open; beyond it a town opens by a tap. */
const ALL_OPEN = 12
/** So many found villages are shown at a time. */
const PAGE = 12

interface VillageListProps {
  places: readonly PlaceView[]
  chosen: string | undefined
  onPick: (id: string) => void
}

/** All villages as a large list, her own town first; one tap picks. */
export function VillageList({ places, chosen, onPick }: VillageListProps) {
  const [search, setSearch] = useState('')
  const word = search.trim()
  return (
    <View>
      <Input className="box" placeholder="找村名，比如：柳溪" value={search} onChange={setSearch} />
      <View>
        {word === '' ? (
          <Towns towns={townsOf(places, chosen)} chosen={chosen} onPick={onPick} />
        ) : (
          <Found key={word} word={word} towns={found(townsOf(places, chosen), word)} chosen={chosen} onPick={onPick} />
        )}
      </View>
    </View>
  )
}

interface TownsProps {
  towns: readonly TownVillages[]
  chosen: string | undefined
  onPick: (id: string) => void
}

function Towns({ towns, chosen, onPick }: TownsProps) {
  const few = towns.reduce((sum, { villages }) => sum + villages.length, 0) <= ALL_OPEN
  const [opened, setOpened] = useState<string>()
  const hers = towns.find(({ villages }) => villages.some(({ id }) => id === chosen))?.id
  return (
    <>
      {towns.map((town) => (
        <Town key={town.id} town={town} chosen={chosen} open={few || town.id === (opened ?? hers)} onOpen={setOpened} onPick={onPick} />
      ))}
    </>
  )
}

interface TownProps {
  town: TownVillages
  chosen: string | undefined
  open: boolean
  onOpen?: (id: string) => void
  onPick: (id: string) => void
}

function Town({ town: { id, name, villages }, chosen, open, onOpen, onPick }: TownProps) {
  if (!open)
    return (
      <View className="village folded" ariaRole="button" onClick={() => onOpen?.(id)}>
        {`${name} · ${villages.length}个村 ›`}
      </View>
    )
  return (
    <>
      <View className="town-name">{name}</View>
      {villages.map((village) => (
        <Village key={village.id} id={village.id} name={village.name} chosen={village.id === chosen} onPick={onPick} />
      ))}
    </>
  )
}

interface VillageProps {
  id: string
  name: string
  chosen: boolean
  onPick: (id: string) => void
}

/** One node with one text: there may be hundreds. */
const Village = memo(function Village({ id, name, chosen, onPick }: VillageProps) {
  return (
    <View className={chosen ? 'village chosen' : 'village'} ariaRole="button" onClick={() => onPick(id)}>
      {chosen ? `${name} ✓` : name}
    </View>
  )
})

interface FoundProps extends TownsProps {
  word: string
}

/** What she looks for, the first few; more by a tap. */
function Found({ word, towns, chosen, onPick }: FoundProps) {
  const [shown, setShown] = useState(PAGE)
  const all = towns.reduce((sum, { villages }) => sum + villages.length, 0)
  let left = shown
  const page = towns.map((town) => {
    const villages = town.villages.slice(0, left)
    left -= villages.length
    return { ...town, villages }
  })
  if (all === 0) return <View className="note gap">没有叫“{word}”的村，换个字试试</View>
  return (
    <>
      {page.map((town) => town.villages.length > 0 && <Town key={town.id} town={town} chosen={chosen} open onPick={onPick} />)}
      {all > shown && (
        <Action className="gap" onTap={() => setShown(shown + PAGE)}>
          再看一些
        </Action>
      )}
    </>
  )
}

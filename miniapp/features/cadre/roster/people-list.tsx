import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Nothing } from '../../../core/screen'
import { found, type Person } from './lines'
import { PersonRow, sayAbout } from './person-row'

/** So many rows are drawn at a time: each crosses to the screen as JSON. */
const PAGE = 20

interface PeopleListProps {
  people: readonly Person[]
  onTap: (id: string) => void
}

/** Everybody, found by a character of her name or by the code on her ticket. */
export function PeopleList({ people, onTap }: PeopleListProps) {
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(PAGE)
  const all = found(people, typed)
  const more = () => setShown((was) => (was < all.length ? was + PAGE : was))
  useReachBottom(more)
  const look = (word: string) => {
    setTyped(word)
    setShown(PAGE)
  }
  if (people.length === 0) return <Nothing title="还没有人报名" note="有人现场来，点下面的“加一位”" />
  // Each part in a frame of its own: what comes and goes makes Taro send all of its neighbours again.
  return (
    <>
      <Input className="box find" placeholder="找名字，或者填8位入场码" value={typed} onChange={look} />
      <View className="gap">
        {all.length === 0 && <View className="note">没有找到“{typed.trim()}”，换个字试试</View>}
        {all.length > 0 && (
          <View className="card lines">
            {all.slice(0, shown).map((person) => (
              <PersonRow
                key={person.id}
                id={person.id}
                name={person.name}
                here={person.here}
                left={person.left}
                about={sayAbout(person)}
                onTap={onTap}
              />
            ))}
          </View>
        )}
      </View>
      <View>
        {all.length > shown && (
          <Action className="gap more" onTap={more}>
            再看一些
          </Action>
        )}
      </View>
    </>
  )
}

import type { DemoPerson } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../core/action'
import { useLoaded } from '../../core/loaded'
import { asRefusal, type Refusal } from '../../core/refusal'
import { backOr, toHome } from '../../core/routes'
import { Screen, Trouble } from '../../core/screen'
import { session } from '../../core/session'
import { demoPeople, signInAs } from '../../core/sign-in'
import { leave } from '../../core/sign-out'

const FIRST = 5
/** Whoever has told nothing yet shows the whole way, so she comes first. */
const isNew = ({ name }: DemoPerson) => /没有填过/.test(name)

/** In the demonstration: whose eyes to look through. */
export default function People() {
  const people = useLoaded(demoPeople)
  const [problem, setProblem] = useState<Refusal>()
  const choose = async (person: string) => {
    try {
      if (session()) await leave()
      await signInAs(person)
    } catch (reason) {
      return setProblem(asRefusal(reason))
    }
    // Back to what she was about to do; at the start of the way there is only home.
    void backOr(toHome)
  }
  const all = people.data ?? []
  const women = all.filter((one) => one.roles.length === 0)
  return (
    <Screen of={people}>
      <View>
        <View className="hero">您想当谁？</View>
        <View className="note gap-s">这是演示，里面的人和事都是编的。</View>
      </View>
      {problem && <Trouble problem={problem} again={() => setProblem(undefined)} />}
      <Group title="姐妹们" people={[...women.filter(isNew), ...women.filter((one) => !isNew(one))]} onChoose={choose} />
      <Group title="妇联干部和联动单位" people={all.filter((one) => one.roles.length > 0)} onChoose={choose} />
    </Screen>
  )
}

interface GroupProps {
  title: string
  people: readonly DemoPerson[]
  onChoose: (person: string) => void
}

function Group({ title, people, onChoose }: GroupProps) {
  const [all, setAll] = useState(false)
  return (
    <View className="card lines">
      <View className="note entry group-title">{title}</View>
      {people.slice(0, all ? people.length : FIRST).map((one) => (
        <View key={one.person} className={`row entry p-${one.person}`} ariaRole="button" onClick={() => onChoose(one.person)}>
          <View className="grow">
            <View className="strong">{one.name}</View>
            {one.roles.length > 0 && (
              <View className="note">{one.roles.map(({ level, placeName }) => `${placeName} · ${level}`).join('、')}</View>
            )}
          </View>
          <View className="link">选她 ›</View>
        </View>
      ))}
      {!all && people.length > FIRST && (
        <View className="entry">
          <Action className="everybody" onTap={() => setAll(true)}>
            都看看（{people.length}位）
          </Action>
        </View>
      )}
    </View>
  )
}

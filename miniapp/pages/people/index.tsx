import type { DemoPerson } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useLoaded } from '../../core/loaded'
import { asRefusal, type Refusal } from '../../core/refusal'
import { toHome } from '../../core/routes'
import { Screen, Trouble } from '../../core/screen'
import { session } from '../../core/session'
import { demoPeople, signInAs } from '../../core/sign-in'
import { leave } from '../../core/sign-out'

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
    if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
    else void toHome()
  }
  return (
    <Screen of={people}>
      <View className="hero">您想当谁？</View>
      <View className="note gap-s">这是演示，里面的人和事都是编的。</View>
      {problem && <Trouble problem={problem} again={() => setProblem(undefined)} />}
      {people.data?.map((one) => (
        <Person key={one.person} of={one} onTap={() => choose(one.person)} />
      ))}
    </Screen>
  )
}

function Person({ of, onTap }: { of: DemoPerson; onTap: () => void }) {
  const roles = of.roles.map(({ role, place }) => `${place} · ${role}`)
  return (
    <View className={`card row person p-${of.person}`} ariaRole="button" onClick={onTap}>
      <View className="grow">
        <View className="strong">{of.name}</View>
        <View className="note">{roles.length > 0 ? roles.join('、') : '农村妇女'}</View>
      </View>
      <View className="link">选她 ›</View>
    </View>
  )
}

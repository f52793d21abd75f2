import type { Listeners } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Problem } from '../../../core/field-form'
import { Option } from '../../../core/widgets/option'
import { GONE, Named, peopleOf } from '../../../core/worry/named'

interface PeopleProps {
  listeners: Listeners
  named: readonly string[]
  leftOut: string | undefined
  problems: Readonly<Record<string, string>>
  onChange: (name: 'named' | 'leftOut', value: string | undefined) => void
}

/** Who would be told, and who of them must not hear of it: those whom it is about, and one whom she would rather not tell. */
export function People(of: PeopleProps) {
  const { named, leftOut, problems } = of
  const [asked, setAsked] = useState(named.length > 0 || leftOut !== undefined)
  if (asked || problems.named || problems.leftOut) return <Both {...of} />
  return (
    <View className="card people">
      <View className="strong">有没有谁不能知道这件事</View>
      <View className="note">这件事和她有关，或者您不放心她，就不告诉她。</View>
      <Action className="gap who-not" onTap={() => setAsked(true)}>
        选一选
      </Action>
    </View>
  )
}

function Both({ listeners, named, leftOut, problems, onChange }: PeopleProps) {
  return (
    <>
      <View className="field f-named">
        <View className="field-label">
          这件事是不是和她们有关<View className="note field-optional">（可以不选）</View>
        </View>
        <Named
          listeners={listeners}
          named={named}
          problem={problems.named}
          onChange={(next) => onChange('named', next.length > 0 ? next.join(' ') : undefined)}
        />
      </View>
      <View className="field f-leftOut">
        <View className="field-label">
          有没有一位您不想让她知道<View className="note field-optional">（可以不选）</View>
        </View>
        <Problem words={problems.leftOut} />
        <View className="options">
          {peopleOf(listeners).map(({ id, words }) => (
            <Option key={id} chosen={leftOut === id} onTap={() => onChange('leftOut', leftOut === id ? undefined : id)}>
              {words}
            </Option>
          ))}
          {leftOut !== undefined && !peopleOf(listeners).some(({ id }) => id === leftOut) && (
            <Option chosen className="l-gone" onTap={() => onChange('leftOut', undefined)}>
              {GONE}
            </Option>
          )}
        </View>
      </View>
    </>
  )
}

import { ROLE_NAMES } from '@shared/core/place'
import type { Listeners } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'
import { Problem } from '../field-form'
import { Option } from '../widgets/option'

/** Everybody whom a worry may be kept from, in words. */
export const peopleOf = ({ cadres, mothers }: Listeners): { id: string; words: string }[] => [
  ...cadres.map(({ id, name, level }) => ({ id, words: `${name}（${ROLE_NAMES[level]}）` })),
  ...mothers.map(({ id, name }) => ({ id, words: name.indexOf('爱心妈妈') >= 0 ? name : `${name}（爱心妈妈）` })),
]

/** Somebody who was chosen from an older list. */
export const GONE = '原来选的人已经不在名单里，点一下去掉'

interface NamedProps {
  listeners: Listeners
  named: readonly string[]
  problem?: string | undefined
  onChange: (named: readonly string[]) => void
}

/** Whom the worry is about: they neither see it nor hear of it. */
export function Named({ listeners, named, problem, onChange }: NamedProps) {
  const all = peopleOf(listeners)
  const turn = (id: string) => onChange(all.map((one) => one.id).filter((one) => (one === id) !== named.indexOf(one) >= 0))
  return (
    <>
      <View className="note field-hint">选了的人看不到这件事，也不会知道有这件事。</View>
      <Problem words={problem} />
      <View className="options">
        {all.map(({ id, words }) => (
          <Option key={id} many className={`n-${id}`} chosen={named.indexOf(id) >= 0} onTap={() => turn(id)}>
            {words}
          </Option>
        ))}
        {named.some((id) => !all.some((one) => one.id === id)) && (
          <Option many className="n-gone" chosen onTap={() => onChange(named.filter((id) => all.some((one) => one.id === id)))}>
            {GONE}
          </Option>
        )}
      </View>
    </>
  )
}

import { View } from '@tarojs/components'
import { Asked } from '../../../core/asked'
import { Option } from '../../../core/widgets/option'
import type { ConditionsProps } from './more-conditions'
import { questions } from './questions'
import { firstOnes, listIn } from './rules'
import { SomeVillages } from './some-villages'
import { Years } from './years'

const GROUPS = [
  { group: 'newcomer', label: '一年里没参加过培训的' },
  { group: 'villages', label: '几个村的' },
  { group: 'birthYear', label: '某些年出生的' },
]

/** Who is seated first when seats are short, in the order in which she taps. */
export function FirstOnes({ answers, problems, onChange }: ConditionsProps) {
  const first = firstOnes(answers)
  const has = (group: string) => first.indexOf(group) >= 0
  const tap = (group: string) => {
    const next = has(group) ? first.filter((other) => other !== group) : [...first, group]
    onChange('priority', next.length > 0 ? next : undefined)
  }
  const note = '不选就按报名先后。可以选几样，先点的排在前面；每个人在活动页都看得到这个次序。'
  return (
    <Asked name="priority" label={questions.priority.label} note={note} problem={problems.priority}>
      <View className="options">
        {GROUPS.map(({ group, label }) => (
          <Option key={group} many className={`o-first-${group}`} chosen={has(group)} onTap={() => tap(group)}>
            {has(group) && first.length > 1 ? `第${first.indexOf(group) + 1}：${label}` : label}
          </Option>
        ))}
      </View>
      {has('villages') && (
        <View className="gap f-firstVillages">
          <SomeVillages
            title="先给哪些村"
            none="请选择先给哪些村"
            chosen={listIn(answers.firstVillages)}
            onChange={(ids) => onChange('firstVillages', ids)}
          />
        </View>
      )}
      {has('birthYear') && (
        <View className="gap">
          <Years names={['firstFrom', 'firstTo']} answers={answers} bad={problems.priority !== undefined} onChange={onChange} />
        </View>
      )}
    </Asked>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { Asked } from '../../../core/asked'
import type { FormAnswers } from '../../../core/field-form'
import { Option } from '../../../core/widgets/option'
import type { Problems } from './body'
import { FirstOnes } from './first-ones'
import { KeptSeats } from './kept-seats'
import { questions } from './questions'

export interface ConditionsProps {
  answers: FormAnswers
  problems: Problems
  onChange: (name: string, value: unknown) => void
}

const NAMES = ['onceAYear', 'notSameSortWithin', 'priority', 'quotas', 'quotasOpenAt'] as const
const APART = [
  { months: undefined, label: '不限' },
  { months: 6, label: '半年' },
  { months: 12, label: '一年' },
  { months: 24, label: '两年' },
]

/** What few activities need lies folded until it is wanted; what was answered or is wrong does not hide. */
export function MoreConditions({ answers, problems, onChange }: ConditionsProps) {
  const [wanted, setWanted] = useState(() => NAMES.some((name) => answers[name] !== undefined))
  if (!wanted && NAMES.every((name) => problems[name] === undefined))
    return (
      <View className="link gap more-conditions" ariaRole="button" onClick={() => setWanted(true)}>
        更多条件：一年一次、先给谁、给村里留名额 ›
      </View>
    )
  return (
    <View className="gap more">
      <OnceAYear answers={answers} problems={problems} onChange={onChange} />
      <Apart answers={answers} problems={problems} onChange={onChange} />
      <FirstOnes answers={answers} problems={problems} onChange={onChange} />
      <KeptSeats answers={answers} problems={problems} onChange={onChange} />
    </View>
  )
}

function OnceAYear({ answers, problems, onChange }: ConditionsProps) {
  const once = answers.onceAYear === true
  return (
    <Asked name="onceAYear" label={questions.onceAYear.label} note="讲座、比武和节日活动不算培训" problem={problems.onceAYear}>
      <View className="options">
        <Option className="o-always" chosen={!once} onTap={() => onChange('onceAYear', undefined)}>
          不限
        </Option>
        <Option className="o-yearly" chosen={once} onTap={() => onChange('onceAYear', true)}>
          今年参加过培训的，这次先不来
        </Option>
      </View>
    </Asked>
  )
}

function Apart({ answers, problems, onChange }: ConditionsProps) {
  return (
    <Asked name="notSameSortWithin" label={questions.notSameSortWithin.label} problem={problems.notSameSortWithin}>
      <View className="options">
        {APART.map(({ months, label }) => (
          <Option
            key={label}
            className={`o-apart-${months ?? 0}`}
            chosen={answers.notSameSortWithin === months}
            onTap={() => onChange('notSameSortWithin', months)}
          >
            {label}
          </Option>
        ))}
      </View>
    </Asked>
  )
}

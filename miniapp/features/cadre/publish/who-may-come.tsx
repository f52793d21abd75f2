import { View } from '@tarojs/components'
import { Asked } from '../../../core/asked'
import type { FormAnswers } from '../../../core/field-form'
import type { Problems } from './body'
import { MoreConditions } from './more-conditions'
import { questions } from './questions'
import { listIn } from './rules'
import { SomeVillages } from './some-villages'
import { Years } from './years'

interface WhoMayComeProps {
  answers: FormAnswers
  problems: Problems
  onChange: (name: string, value: unknown) => void
}

/** Who may come: nobody is kept out unless she says so. */
export function WhoMayCome({ answers, problems, onChange }: WhoMayComeProps) {
  return (
    <View className="card">
      <View className="title">谁能来</View>
      <View className="note">不填就是谁都能来。不符合的人报名时会看到原因，还可以来问您。</View>
      <View className="gap">
        <Asked name="birthYear" label="哪些年出生的" note="比如从 1966 年到 2008 年，只填一边也行" problem={problems.birthYear}>
          <Years names={['from', 'to']} answers={answers} bad={problems.birthYear !== undefined} onChange={onChange} />
        </Asked>
        <Asked name="villages" label={questions.villages.label} problem={problems.villages}>
          <SomeVillages
            title={questions.villages.label}
            none="不限，哪个村都能来"
            chosen={listIn(answers.villages)}
            onChange={(ids) => onChange('villages', ids)}
          />
        </Asked>
      </View>
      <MoreConditions answers={answers} problems={problems} onChange={onChange} />
    </View>
  )
}

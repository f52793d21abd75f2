import { View } from '@tarojs/components'
import type { FormAnswers } from '../../../core/field-form'
import { NumberBox } from '../../../core/widgets/number-box'
import { questions } from './questions'

interface YearsProps {
  /** the names of the two answers: the earliest and the latest year */
  names: readonly [string, string]
  answers: FormAnswers
  bad: boolean
  onChange: (name: string, value: unknown) => void
}

/** From which year of birth to which; either may be left open. */
export function Years({ names: [from, to], answers, bad, onChange }: YearsProps) {
  return (
    <View className="years">
      <Year name={from} label="最早" value={answers[from]} bad={bad} onChange={onChange} />
      <Year name={to} label="最晚" value={answers[to]} bad={bad} onChange={onChange} />
    </View>
  )
}

interface YearProps extends Pick<YearsProps, 'bad' | 'onChange'> {
  name: string
  label: string
  value: unknown
}

function Year({ name, label, value, bad, onChange }: YearProps) {
  return (
    <View className={`grow f-${name}`}>
      <View className="note">{label}</View>
      <NumberBox
        field={{ ...questions.birthYear, label: '年份' }}
        value={typeof value === 'number' ? value : undefined}
        bad={bad}
        correctable={questions}
        onChange={(year) => onChange(name, year)}
      />
    </View>
  )
}

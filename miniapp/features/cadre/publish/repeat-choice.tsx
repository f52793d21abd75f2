import { sayDay } from '@shared/core/time'
import { View } from '@tarojs/components'
import { Asked } from '../../../core/asked'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { Option } from '../../../core/widgets/option'
import type { Problems } from './body'
import { questions } from './questions'
import { plannedDays, REPEATS, struckDays } from './repeat'

interface RepeatChoiceProps {
  answers: FormAnswers
  problems: Problems
  onChange: (name: string, value: unknown) => void
}

/** Whether it is held again, and on which days: the list is looked at before anything is sent. */
export function RepeatChoice({ answers, problems, onChange }: RepeatChoiceProps) {
  const { repeat = 'once' } = answers
  const names = [...(repeat === 'days' ? ['everyDays'] : []), 'times', 'untilDay']
  return (
    <View className="card">
      <Asked name="repeat" label={questions.repeat.label} problem={problems.repeat}>
        <View className="options">
          {REPEATS.map(({ value, label }) => (
            <Option key={value} className={`o-${value}`} chosen={value === repeat} onTap={() => onChange('repeat', value)}>
              {label}
            </Option>
          ))}
        </View>
      </Asked>
      {repeat !== 'once' && (
        <View className="gap">
          <FieldForm names={names} fields={questions} answers={answers} problems={problems} onChange={onChange} />
          <Days answers={answers} onChange={onChange} />
        </View>
      )}
    </View>
  )
}

function Days({ answers, onChange }: Pick<RepeatChoiceProps, 'answers' | 'onChange'>) {
  const days = plannedDays(answers)
  const struck = struckDays(answers)
  if (days.length === 0) return <View className="note gap">选好哪天开始，这里会列出每一场的日子。</View>
  const left = days.filter((day) => struck.indexOf(day) < 0).length
  const toggle = (day: string) => onChange('struck', struck.indexOf(day) < 0 ? [...struck, day] : struck.filter((other) => other !== day))
  return (
    <View className="gap days">
      <View className="strong">一共{left}场，每场各报各的名</View>
      <View className="note">不办的点一下去掉</View>
      {days.map((day, i) => {
        const on = i === 0 || struck.indexOf(day) < 0
        const tapped = i === 0 ? {} : { ariaRole: 'checkbox', ariaChecked: on, onClick: () => toggle(day) }
        return (
          <View key={day} className={`day-line ${on ? '' : 'struck'} d-${day}`} {...tapped}>
            {on ? `${sayDay(day)} ✓` : `${sayDay(day)} 不办`}
          </View>
        )
      })}
    </View>
  )
}

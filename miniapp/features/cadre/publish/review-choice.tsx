import { View } from '@tarojs/components'
import { Asked, type BoxProps } from '../../../core/asked'
import { Option } from '../../../core/widgets/option'
import { questions } from './questions'

const CHOICES = [
  { value: false, label: '不用，报了就有名额', note: '谁先报谁先得，满了自动排队。多数活动这样最省事。' },
  { value: true, label: '要，我同意了才算', note: '每个人报名后进“等我办”，3个工作日内要答复。同意以后才占名额。' },
]

/** Whether each name waits for her yes, and what that means. */
export function ReviewChoice({ value, problem, onChange }: BoxProps) {
  const chosen = CHOICES.find((one) => one.value === value)
  return (
    <View className="card">
      <Asked name="needsReview" label={questions.needsReview.label} problem={problem}>
        <View className="options">
          {CHOICES.map((one) => (
            <Option key={one.label} className={`o-${one.value}`} chosen={one === chosen} onTap={() => onChange('needsReview', one.value)}>
              {one.label}
            </Option>
          ))}
        </View>
        {chosen && <View className="note gap-s">{chosen.note}</View>}
      </Asked>
    </View>
  )
}

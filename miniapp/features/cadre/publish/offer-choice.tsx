import { View } from '@tarojs/components'
import { Asked, type BoxProps } from '../../../core/asked'
import { Option } from '../../../core/widgets/option'
import { questions } from './questions'

const USUAL = 24
const CHOICES = [24, 48, 6, 0]

const say = (hours: number): string =>
  hours === 0 ? '不用问，直接给下一位' : hours % 24 === 0 ? `${hours / 24 === 1 ? '一' : hours / 24 === 2 ? '两' : '三'}天` : `${hours}小时`

/** For how long a freed seat is kept for whoever is next. */
export function OfferChoice({ value, problem, onChange }: BoxProps) {
  const chosen = typeof value === 'number' ? value : USUAL
  const choices = CHOICES.indexOf(chosen) < 0 ? [chosen, ...CHOICES] : CHOICES
  return (
    <View className="card">
      <Asked name="offerHours" label={questions.offerHours.label} problem={problem}>
        <View className="options">
          {choices.map((hours) => (
            <Option key={hours} className={`o-${hours}`} chosen={hours === chosen} onTap={() => onChange('offerHours', hours)}>
              {say(hours)}
            </Option>
          ))}
        </View>
        <View className="note gap-s">
          {chosen === 0
            ? '名额马上归她，不来的人要自己取消。'
            : '名额先给她留着，点一下来或不来；没答复就让给再下一位。快开始时会自动缩短，夜里不到期。'}
        </View>
      </Asked>
    </View>
  )
}

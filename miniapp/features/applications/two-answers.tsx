import { type Field } from '@shared/core/fields'
import { sayAnswer } from '@shared/core/say-answer'
import { View } from '@tarojs/components'
import { nameOf } from '../../core/places'
import { Option } from '../../core/widgets/option'
import { choose } from './declaration'

interface TwoAnswersProps {
  field: Field
  name: string
  mine: unknown
  theirs: unknown
}

/** The same question was answered differently on two phones: both answers side by side, and she says which one holds. */
export const TwoAnswers = ({ field, name, mine, theirs }: TwoAnswersProps) => (
  <View className={`card caution d-${name}`} ariaRole="alert">
    <View className="strong">{field.label}：两部手机上填得不一样，用哪一个？</View>
    <View className="gap">
      <View className="note">这部手机上填的</View>
      <Option chosen={false} className="gap-s mine" onTap={() => choose(name, mine)}>
        {sayAnswer(field, mine, nameOf)}
      </Option>
    </View>
    <View className="gap">
      <View className="note">另一部手机上填的</View>
      <Option chosen={false} className="gap-s theirs" onTap={() => choose(name, theirs)}>
        {sayAnswer(field, theirs, nameOf)}
      </Option>
    </View>
  </View>
)

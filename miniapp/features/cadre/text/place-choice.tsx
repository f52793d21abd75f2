import { LEVELS } from '@shared/core/place'
import { View } from '@tarojs/components'
import { rolesOf, useSession } from '../../../core/session'
import { Option } from '../../../core/widgets/option'
import { Asked, type BoxProps } from '../asked'
import { questions } from './questions'

/** For which place she keeps a new campaign; asked only when she acts for several. */
export function PlaceChoice({ value, problem, onChange }: BoxProps) {
  const roles = rolesOf(useSession()).filter(({ role }) => LEVELS.some((level) => level === role))
  if (roles.length < 2) return null
  return (
    <View className="card">
      <Asked name="place" label={questions.frame.place.label} problem={problem}>
        <View className="options">
          {roles.map(({ place, placeName }) => (
            <Option key={place} className={`o-${place}`} chosen={place === value} onTap={() => onChange('place', place)}>
              {placeName}妇联
            </Option>
          ))}
        </View>
      </Asked>
    </View>
  )
}

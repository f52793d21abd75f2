import { LEVELS, type Level } from '@shared/core/place'
import type { RoleView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import { Asked, type BoxProps } from './asked'
import { rolesOf, useSession } from './session'
import { Option } from './widgets/option'

/** Her own places as a cadre of these levels: the widest first and in the order of their numbers, as the cloud takes them when she names none. */
export function useOwnPlaces(levels: readonly Level[] = LEVELS): readonly RoleView[] {
  const roles = rolesOf(useSession())
  const own: RoleView[] = []
  for (const level of [...LEVELS].reverse()) {
    if (levels.indexOf(level) < 0) continue
    own.push(...roles.filter(({ role }) => role === level).sort((a, b) => (a.place < b.place ? -1 : 1)))
  }
  return own
}

interface OwnPlaceProps extends BoxProps {
  name: string
  label: string
  levels?: readonly Level[]
}

/** Which of her places is meant; asked only of who acts for several. */
export function OwnPlace({ name, label, levels, value, problem, onChange }: OwnPlaceProps) {
  const own = useOwnPlaces(levels)
  if (own.length < 2) return null
  return (
    <View className="card own-place">
      <Asked name={name} label={label} problem={problem}>
        <View className="options" ariaRole="radiogroup">
          {own.map(({ place, placeName }) => (
            <Option key={place} className={`o-${place}`} chosen={place === value} onTap={() => onChange(name, place)}>
              {placeName}妇联
            </Option>
          ))}
        </View>
      </Asked>
    </View>
  )
}

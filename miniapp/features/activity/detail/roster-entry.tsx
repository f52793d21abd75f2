import { View } from '@tarojs/components'
import { Icon } from '../../../core/art/icon'
import { usePlaces } from '../../../core/places'
import { toRoster } from '../../../core/routes'

interface RosterEntryProps {
  activity: string
  organiser: string
  /** the places that she acts for */
  own: readonly string[]
}

/** The way to the roster, for who organises it or is above her. */
export function RosterEntry({ activity, organiser, own }: RosterEntryProps) {
  const places = usePlaces()
  const parentOf = (id: string) => places.find((place) => place.id === id)?.parent ?? ''
  const above = [organiser, parentOf(organiser), parentOf(parentOf(organiser))]
  if (!own.some((place) => above.indexOf(place) >= 0)) return null
  return (
    <View className="card row to-roster" hoverClass="pressed" ariaRole="button" onClick={() => toRoster(activity)}>
      <Icon name="list" colour="#8a2b62" />
      <View className="grow strong">签到名册</View>
      <Icon name="chevron" size={18} />
    </View>
  )
}

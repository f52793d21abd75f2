import { View } from '@tarojs/components'
import { memo } from 'react'
import { Icon } from '../../../core/art/icon'
import type { Person } from './lines'

interface PersonRowProps extends Pick<Person, 'id' | 'name' | 'here' | 'left'> {
  /** village, telephone, whatever sets her apart */
  about: string
  /** must stay the same function, or every row is drawn again at each tick */
  onTap: (id: string) => void
}

/** One woman: the whole row is the tick. */
export const PersonRow = memo(function PersonRow({ id, name, here, left, about, onTap }: PersonRowProps) {
  return (
    <View
      className={`line row person ${left ? 'left' : ''}`}
      onClick={() => onTap(id)}
      ariaRole="checkbox"
      ariaChecked={here}
      ariaLabel={`${name}，${about}${here ? '，到了' : '，还没到'}`}
    >
      <View className={`tick-box ${here ? 'on' : ''}`}>{here && <Icon name="check" size={24} colour="#ffffff" />}</View>
      <View className="grow">
        <View className="strong">{name}</View>
        <View className="note">{about}</View>
      </View>
    </View>
  )
})

/** `柳溪村 · 139****1234 · 现场来的`. */
export const sayAbout = ({ village, phone, walkIn, left }: Person): string =>
  [village, phone, walkIn ? '现场来的' : '', left ? '已取消报名' : ''].filter(Boolean).join(' · ')

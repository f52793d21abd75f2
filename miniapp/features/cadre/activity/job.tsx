import { View } from '@tarojs/components'
import { Icon } from '../../../core/art/icon'
import type { IconName } from '../../../core/art/icons'
import { Trouble } from '../../../core/trouble'

interface JobProps {
  name: string
  icon: IconName
  title: string
  /** how it stands, or what it is for */
  note: string
  /** left out when it can't be done now: the note says why */
  onTap?: (() => void) | undefined
  trouble?: string
}

/** One thing to do for an activity: a large row that is a button as a whole. */
export function Job({ name, icon, title, note, onTap, trouble = '' }: JobProps) {
  const tapped = onTap ? { hoverClass: 'pressed', ariaRole: 'button', onClick: onTap } : {}
  return (
    <View className={`line row j-${name}`} {...tapped}>
      <Icon name={icon} size={28} colour={onTap ? '#8a2b62' : '#6a5c65'} />
      <View className="grow">
        <View className="strong">{title}</View>
        <View className="note">{note}</View>
        <Trouble words={trouble} />
      </View>
      {onTap && <Icon name="chevron" size={18} />}
    </View>
  )
}

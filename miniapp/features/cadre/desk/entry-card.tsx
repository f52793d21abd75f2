import { View } from '@tarojs/components'
import { Icon } from '../../../core/art/icon'
import type { IconName } from '../../../core/art/icons'

interface EntryCardProps {
  className: string
  icon: IconName
  colour?: string
  title: string
  note: string
  /** somebody waits there */
  loud?: boolean
  onTap: () => void
}

/** A way from the desk to other work. */
export const EntryCard = ({ className, icon, colour = '#8a2b62', title, note, loud = false, onTap }: EntryCardProps) => (
  <View className={`card row ${className} ${loud ? 'soft' : ''}`} hoverClass="pressed" onClick={onTap} ariaRole="button">
    <Icon name={icon} colour={colour} />
    <View className="grow">
      <View className="strong">{title}</View>
      <View className="note">{note}</View>
    </View>
    <Icon name="chevron" size={18} />
  </View>
)

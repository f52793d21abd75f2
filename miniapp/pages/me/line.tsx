import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface LineProps {
  name: string
  title: string
  note?: string
  onTap?: () => void
  /** what stands at the end instead of the arrow */
  end?: ReactNode
}

/** One line under 我. */
export const Line = ({ name, title, note, onTap, end }: LineProps) => (
  <View className={`row entry l-${name}`} {...(onTap ? { onClick: onTap, ariaRole: 'button' } : {})}>
    <View className="grow">
      <View>{title}</View>
      {note && <View className="note">{note}</View>}
    </View>
    {end ?? <View className="note">›</View>}
  </View>
)

import { View } from '@tarojs/components'
import { artUri } from './art-uri'
import './art.scss'
import type { IconName } from './icons'

interface IconProps {
  name: IconName
  /** width and height in px; grows with large type */
  size?: number
  colour?: string
  /** read aloud; only for an icon whose words are not beside it */
  label?: string
}

/** A line icon. It is decoration unless it has a label: its words stand beside it. */
export function Icon({ name, size = 24, colour = '#6a5c65', label }: IconProps) {
  const said = label ? { ariaRole: 'img', ariaLabel: label } : {}
  return <View className="icon" style={{ fontSize: `${size}px`, backgroundImage: `url("${artUri(name, colour)}")` }} {...said} />
}

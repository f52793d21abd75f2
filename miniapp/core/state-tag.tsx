import { View } from '@tarojs/components'
import type { Said } from './said'

interface StateTagProps {
  tone: Said['tone']
  label: string
}

/** A state in words; the colour only helps. */
export const StateTag = ({ tone, label }: StateTagProps) => <View className={`tag ${tone}`}>{label}</View>

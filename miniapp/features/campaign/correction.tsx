import { View } from '@tarojs/components'

interface CorrectionProps {
  /** what was put right; nothing on what a phone kept before there were any */
  of: string | undefined
  /** what of: `这一篇` */
  what: string
}

/** What was put right since somebody may have read it. */
export function Correction({ of: words, what }: CorrectionProps) {
  if (!words) return null
  return (
    <View className="card caution correction">
      <View className="strong">{what}更正过</View>
      <View>{words}</View>
    </View>
  )
}

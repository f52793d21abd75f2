import { View } from '@tarojs/components'

interface TroubleProps {
  /** why it was not done; empty: nothing is wrong */
  words: string
  className?: string
}

/** What went wrong with a tap, beside the button: it is read out as soon as it is there. */
export function Trouble({ words, className = '' }: TroubleProps) {
  if (words === '') return null
  return (
    <View className={`wrong ${className}`} ariaRole="alert">
      {words}
    </View>
  )
}

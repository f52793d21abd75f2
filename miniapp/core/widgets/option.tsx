import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface OptionProps {
  chosen: boolean
  onTap: () => void
  /** others may be chosen beside it */
  many?: boolean
  className?: string
  children: ReactNode
}

/** One answer to choose, as large as a button. */
export function Option({ chosen, onTap, many = false, className = '', children }: OptionProps) {
  return (
    <View
      className={`option ${chosen ? 'chosen' : ''} ${className}`}
      onClick={onTap}
      ariaRole={many ? 'checkbox' : 'radio'}
      ariaChecked={chosen}
    >
      {chosen && <View className="option-tick">✓</View>}
      <View>{children}</View>
    </View>
  )
}

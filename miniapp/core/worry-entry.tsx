import { View } from '@tarojs/components'
import { Action } from './action'
import { toWorry } from './routes'

interface WorryEntryProps {
  /** the pairing of a caring mother, who knows no other name of the child */
  pairing?: string
  /** the child, for cadres of its places */
  child?: string
}

/** Stands on every page about a child: from there it is one tap to whoever can help. */
export const WorryEntry = (of: WorryEntryProps) => (
  <View className="worry-entry">
    <Action tone="danger" className="to-worry" onTap={() => void toWorry(of)}>
      我担心这个孩子
    </Action>
    <View className="note gap-s">看到、听到什么不对劲，从这里告诉妇联。有危险，先打110。</View>
  </View>
)

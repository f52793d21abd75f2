import { View } from '@tarojs/components'
import { Action } from './action'
import { carryOver } from './carried'
import { toWorry } from './routes'

interface WorryEntryProps {
  /** the pairing of a caring mother, who knows no other name of the child */
  pairing?: string
  /** the child, for cadres of its places */
  child?: string
  /** what she has just written: it goes along when she taps, and stays on the phone until she sends it there */
  words?: string
}

/** Stands on every page about a child: from there it is one tap to whoever can help. */
export const WorryEntry = ({ words, ...of }: WorryEntryProps) => (
  <View className="worry-entry">
    <Action
      tone="danger"
      className="to-worry"
      onTap={() => {
        if (words) carryOver('worry', { words })
        void toWorry(of)
      }}
    >
      我担心这个孩子
    </Action>
    <View className="note gap-s">看到、听到什么不对劲，从这里告诉妇联。有危险，先打110。</View>
  </View>
)

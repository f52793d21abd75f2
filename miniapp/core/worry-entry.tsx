import { View } from '@tarojs/components'
import { Action } from './action'
import { carryOver } from './carried'
import { toWorry } from './routes'

interface TellWorryProps {
  /** the pairing of a caring mother, who knows no other name of the child; or the child, for cadres of its places */
  of: { pairing?: string; child?: string }
  /** what she has just written: it goes along when she taps, and stays on the phone until she sends it there */
  words?: string | undefined
  children: string
  small?: boolean
  className?: string
}

/** One tap to where it is told, with her words: nothing is typed twice. */
export const TellWorry = ({ of, words, children, small = false, className = '' }: TellWorryProps) => (
  <Action
    tone="danger"
    small={small}
    className={className}
    onTap={() => {
      if (words) carryOver('worry', { words })
      void toWorry(of)
    }}
  >
    {children}
  </Action>
)

/** Stands on every page about a child: from there it is one tap to whoever can help. */
export const WorryEntry = ({ words, ...of }: TellWorryProps['of'] & Pick<TellWorryProps, 'words'>) => (
  <View className="worry-entry">
    <TellWorry of={of} words={words} className="to-worry">
      我担心这个孩子
    </TellWorry>
    <View className="note gap-s">看到、听到什么不对劲，从这里告诉妇联。有危险，先打110。</View>
  </View>
)

import { HOTLINES } from '@shared/features/campaign/hotlines'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../core/action'
import { HelpWays } from '../../core/help'
import { Sheet } from '../../core/sheet'

interface HotlinesProps {
  open: boolean
  onClose: () => void
}

/** Whom to call. Nothing of it is recorded here. */
export function Hotlines({ open, onClose }: HotlinesProps) {
  return (
    <Sheet open={open} title="您不是一个人" onClose={onClose} className="hotlines">
      <View className="note">打电话不用登录，这里不留记录。</View>
      {HOTLINES.map(({ number, what }, i) => (
        <View key={number} className="row hotline">
          <View className="grow">
            <View className="title">{number}</View>
            <View className="note">{what}</View>
          </View>
          <Action
            small
            tone={i === 0 ? 'go' : 'soft'}
            className={`call-${number}`}
            onTap={() => Taro.makePhoneCall({ phoneNumber: number })}
          >
            打电话
          </Action>
        </View>
      ))}
      <View className="title gap">写下来，有人办</View>
      <HelpWays />
    </Sheet>
  )
}

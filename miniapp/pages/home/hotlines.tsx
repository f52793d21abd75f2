import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../core/action'
import { Sheet } from '../../core/sheet'

const LINES = [
  { number: '110', what: '有危险，马上打', tone: 'go' },
  { number: '12338', what: '妇女维权热线，说说心里话也行', tone: 'soft' },
  { number: '12348', what: '法律援助，免费问律师', tone: 'soft' },
  { number: '12345', what: '政务服务热线，不知道找谁就打它', tone: 'soft' },
] as const

interface HotlinesProps {
  open: boolean
  onClose: () => void
}

/** Whom to call. Nothing of it is recorded here. */
export function Hotlines({ open, onClose }: HotlinesProps) {
  return (
    <Sheet open={open} title="您不是一个人" onClose={onClose} className="hotlines">
      <View className="note">打电话不用登录，这里不留记录。</View>
      {LINES.map(({ number, what, tone }) => (
        <View key={number} className="row hotline">
          <View className="grow">
            <View className="title">{number}</View>
            <View className="note">{what}</View>
          </View>
          <Action small tone={tone} className={`call-${number}`} onTap={() => Taro.makePhoneCall({ phoneNumber: number })}>
            打电话
          </Action>
        </View>
      ))}
    </Sheet>
  )
}

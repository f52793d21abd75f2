import { View } from '@tarojs/components'
import type { Declaration } from './declaration'

const WORDS: Record<Declaration['saved'], string> = {
  cloud: '✓ 都存好了，换一部手机也能接着填',
  going: '正在存…',
  phone: '存在这部手机里了，有信号的时候会自己存到网上',
}

/** Where what she typed lies, and whether it was sent without an answer. */
export const Saved = ({ of, sent }: { of: Declaration['saved']; sent: boolean }) =>
  sent ? (
    <View className="card caution unsent" ariaRole="alert">
      <View className="strong">上次没发出去，再发一次</View>
      <View className="note">填的都还在。再发一次不会重复。</View>
    </View>
  ) : (
    <View className="note saved">{WORDS[of]}</View>
  )

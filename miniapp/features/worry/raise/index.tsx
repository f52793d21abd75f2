import { View } from '@tarojs/components'
import { Screen } from '../../../core/screen'
import { Duty, Lines } from '../lines'

/** What was seen or heard of a child. Opens without signal: the numbers to call come first. */
export default function Raise() {
  return (
    <Screen>
      <View className="hero">您看到、听到了什么？</View>
      <Lines />
      <Duty />
    </Screen>
  )
}

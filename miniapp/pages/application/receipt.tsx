import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../core/action'
import { Icon } from '../../core/art/icon'

/** What has just happened, in three or four words. */
function headline({ found, tone, label, holder }: ApplicationView): string {
  if (typeof found.position === 'number') return `您排第${found.position}位`
  if (tone === 'ok') return `${label}！`
  return holder ? `交给${holder}了` : '交上去了'
}

/** The big tick after sending. */
export function Done({ view }: { view: ApplicationView }) {
  return (
    <View className="done-card" ariaRole="alert">
      <View className="done-tick">
        <Icon name="check" size={44} colour="#ffffff" />
      </View>
      <View className="hero">{headline(view)}</View>
      {view.says && <View className="gap-s">{view.says}</View>}
    </View>
  )
}

/** Her proof: a number that can be read out over the telephone. */
export function Receipt({ number }: { number: string }) {
  return (
    <View className="card row receipt">
      <View className="grow">
        <View className="note">回执号</View>
        <View className="receipt-number">{number}</View>
      </View>
      <Action small className="copy" onTap={() => Taro.setClipboardData({ data: number })}>
        复制
      </Action>
    </View>
  )
}

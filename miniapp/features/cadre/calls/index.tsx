import type { CallView } from '@shared/features/notices/notices.schema'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { CallCard } from './call-card'
import '../../../core/desk.scss'
import './index.scss'

const fetchCalls = (after?: string): Promise<Page<CallView>> => get('/calls', { after })

/** 电话通知名单: people whom no message could reach. */
export default function CallsPage() {
  return <Known>{(who) => <Calls key={who} />}</Known>
}

function Calls() {
  const now = new Date().toISOString()
  const calls = usePages(fetchCalls)
  return (
    <Screen className="cadre">
      <View>
        <View className="hero">请打电话告诉她</View>
        <View className="note">这些姐妹收不到微信消息。打完点一下结果，别的同事就不会再打。</View>
      </View>
      <Listed of={calls} empty="没有要打的电话" note="大家都收到消息了">
        {(items) => items.map((call) => <CallCard key={call.id} call={call} now={now} onDone={calls.reload} />)}
      </Listed>
    </Screen>
  )
}

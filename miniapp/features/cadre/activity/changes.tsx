import { sayTime } from '@shared/core/time'
import type { ChangesView, ChangeView } from '@shared/features/activity/change.schema'
import { sayMove, whatChanged } from '@shared/features/activity/change.words'
import { View } from '@tarojs/components'

const STATES: Readonly<Record<ChangeView['state'], string>> = {
  checking: '等待内容审核',
  done: '',
  withheld: '没有通过内容检查',
  dropped: '来不及了，没有改',
}

function sayWhat({ what, becomes, state }: ChangeView): string {
  if (what === 'cancelled') return state === 'withheld' ? '取消了活动，原因没有告诉大家' : '取消了活动'
  return what === 'moved' ? `改${whatChanged({ becomes })}` : '改说明'
}

/** What was changed, the latest first, and what still waits for somebody to look at its words. */
export function Changes({ changes: { items }, now }: { changes: ChangesView; now: string }) {
  if (items.length === 0) return null
  return (
    <View className="card changes">
      <View className="title">改过什么</View>
      {items.map((change) => (
        <View key={change.id} className="line change">
          <View className="row">
            <View className="strong grow">{sayWhat(change)}</View>
            {STATES[change.state] !== '' && (
              <View className={`tag ${change.state === 'checking' ? 'wait' : 'danger'}`}>{STATES[change.state]}</View>
            )}
          </View>
          {sayMove(change, now).map((words) => (
            <View key={words}>{words}</View>
          ))}
          {change.why !== '' && <View>原因：{change.why}</View>}
          <View className="note">
            {change.by} · {sayTime(change.at, now)}
          </View>
        </View>
      ))}
    </View>
  )
}

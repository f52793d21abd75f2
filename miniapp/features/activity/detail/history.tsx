import { dayOf } from '@shared/core/time'
import type { ChangeView } from '@shared/features/activity/change.schema'
import { sayMove, sayWhen } from '@shared/features/activity/change.words'
import { View } from '@tarojs/components'

interface HistoryProps {
  changes: readonly ChangeView[]
  /** she has a seat: it may stand in her phone's calendar */
  seated: boolean
  now: string
}

function sayOne(change: ChangeView, now: string): string {
  const why = change.why ? `。原因：${change.why}。` : '。'
  if (change.what === 'moved') return `${sayWhen(change)}：${sayMove(change, now).join('；')}${why}`
  const [, month, date] = dayOf(change.at).split('-').map(Number)
  return `${month}月${date}日主办方取消了这次活动${why}`
}

/** What became of it since it was published: nobody comes at the wrong time because she had read it before. */
export function History({ changes, seated, now }: HistoryProps) {
  if (changes.length === 0) return null
  const timed = changes.some(({ becomes }) => becomes.startsAt !== undefined)
  return (
    <View className="card soft history">
      {changes.map((change) => (
        <View key={change.id} className="changed">
          {sayOne(change, now)}
        </View>
      ))}
      {timed && seated && <View className="note gap-s">手机日历里放过的不会自己改：请再放一次，旧的删掉。</View>}
    </View>
  )
}

import { ROLE_NAMES } from '@shared/core/place'
import { sayClock } from '@shared/core/time'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { WorryView } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'

const REACHED = { sent: '消息送到了', waiting: '正在送', notSent: '消息没有送到' } as const

function sayStanding({ state }: ApplicationView, { taken, call }: WorryView): string {
  if (state === 'closed') return '办结了，谢谢您'
  if (taken) return `${ROLE_NAMES[taken.level]}接手了`
  return call ? '还没有人接手' : '已经告诉妇联了'
}

/** Who knows, by level and no more; and what happens when nobody answers. */
export function Standing({ view, page, now }: { view: ApplicationView; page: WorryView; now: string }) {
  const { told, taken, next, sms } = page
  const missed = told.some(({ reached }) => reached === 'notSent')
  return (
    <View className="card standing">
      <View className="hero">{sayStanding(view, page)}</View>
      <View className="note">{view.title}</View>
      {taken ? (
        <View className="note gap-s">{sayClock(taken.at)}接手的。有新情况，在下面补充，她们马上知道。</View>
      ) : (
        told.map(({ level, reached }) => (
          <View key={level} className={`row gap-s told-${level}`}>
            <View className="strong grow">{ROLE_NAMES[level]}</View>
            <View className="note">{REACHED[reached]}</View>
          </View>
        ))
      )}
      {!taken && next !== null && next > now && <View className="note gap-s">{sayClock(next)}还没有人接手，就往上一级催。</View>}
      {!taken && missed && !sms && <View className="note gap-s">短信没有开通：没有送到的，请您打电话。</View>}
    </View>
  )
}
